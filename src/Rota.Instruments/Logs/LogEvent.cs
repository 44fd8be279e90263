using Microsoft.Extensions.Logging;

namespace Rota.Instruments.Logs;

/// <summary>One event, as it is handed to a form.</summary>
internal sealed record LogEvent
{
    public required DateTimeOffset At { get; init; }

    public required LogLevel Level { get; init; }

    /// <summary>Which part of Rota tells it.</summary>
    public required string Component { get; init; }

    public required int Pid { get; init; }

    /// <summary>Its number and name, which stay what they are.</summary>
    public required EventId Id { get; init; }

    public required string Message { get; init; }

    /// <summary>What the message was made of, by name, and the message's template.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Fields { get; init; } = [];

    public Exception? Exception { get; init; }
}
