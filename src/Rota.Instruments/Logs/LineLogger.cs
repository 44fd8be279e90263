using Microsoft.Extensions.Logging;

namespace Rota.Instruments.Logs;

/// <summary>Writes the events of one component, a line each.</summary>
internal sealed class LineLogger(string component, LineLoggerProvider provider) : ILogger
{
    public bool IsEnabled(LogLevel level) => level >= provider.Options.Level && level != LogLevel.None;

    /// <summary>What an event is about stands in its fields: there are no scopes.</summary>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel level,
        EventId id,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (IsEnabled(level))
        {
            provider.Write(
                new LogEvent
                {
                    At = provider.Now,
                    Level = level,
                    Component = component,
                    Pid = Environment.ProcessId,
                    Id = id,
                    Message = formatter(state, exception),
                    Fields = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [],
                    Exception = exception,
                }
            );
        }
    }
}
