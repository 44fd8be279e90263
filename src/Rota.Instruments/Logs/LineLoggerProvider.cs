using Microsoft.Extensions.Logging;

namespace Rota.Instruments.Logs;

/// <summary>
/// The loggers of a process that serves: each event is one line, written by one call, so that the lines of processes
/// that share a file do not mix.
/// </summary>
/// <param name="options">How they write, and how much.</param>
/// <param name="output">Where lines go. It must not fail for a full disk: nobody is there to be told.</param>
/// <param name="time">The time that lines carry.</param>
public sealed class LineLoggerProvider(LogOptions options, Stream output, TimeProvider time) : ILoggerProvider
{
    private readonly Lock gate = new();

    internal LogOptions Options => options;

    internal DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The logger of a component.</summary>
    /// <param name="categoryName">The component, as lines name it.</param>
    public ILogger CreateLogger(string categoryName) => new LineLogger(categoryName, this);

    /// <summary>The output is its maker's.</summary>
    public void Dispose() { }

    internal void Write(LogEvent one)
    {
        var line = options.Format == LogFormat.Json ? JsonForm.Line(one) : TextForm.Line(one);
        lock (gate)
        {
            output.Write(line);
        }
    }
}
