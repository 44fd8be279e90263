namespace Rota.App.Serving;

/// <summary>How a state is to be served.</summary>
public sealed record ServeRequest
{
    /// <summary>Runners that take turns.</summary>
    public int Runners { get; init; } = 1;

    /// <summary>The longest cycle of turns; null for the usual one.</summary>
    public TimeSpan? Cycle { get; init; }

    /// <summary>Whether nobody works in another's slot.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Tasks that run at a time; null for one a core.</summary>
    public int? Slots { get; init; }

    /// <summary>Options of what people reach one in the background by, as its command line has them.</summary>
    public IReadOnlyList<string> Api { get; init; } = [];

    /// <summary>Where one in the background sends traces and metrics; null for where its variables say.</summary>
    public string? Otlp { get; init; }

    /// <summary>Whether the log of one in the background has the stack trace of an error.</summary>
    public bool IsVerbose { get; init; }
}
