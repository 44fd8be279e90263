using Microsoft.Extensions.Logging;

namespace Rota.Node.Tests;

/// <summary>Keeps the names and messages of events, of one level and above.</summary>
internal sealed class ListedLog(LogLevel least = LogLevel.Debug) : ILogger
{
    private readonly List<(string? Name, string Message)> events = [];

    public IReadOnlyList<string?> Names
    {
        get
        {
            lock (events)
            {
                return [.. events.Select(one => one.Name)];
            }
        }
    }

    public IReadOnlyList<string> Messages
    {
        get
        {
            lock (events)
            {
                return [.. events.Select(one => one.Message)];
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (events)
        {
            events.Add((eventId.Name, formatter(state, exception)));
        }
    }
}
