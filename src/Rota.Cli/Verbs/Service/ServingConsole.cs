using Microsoft.Extensions.Logging;
using Rota.App.Serving;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Instruments.Logs;
using Rota.Linux.Processes;
using Rota.Linux.Services;

namespace Rota.Cli.Verbs.Service;

/// <summary>The terminal of a process that serves: signals end it, and its log goes to standard error.</summary>
/// <param name="log">How it logs.</param>
internal sealed class ServingConsole(LogOptions log) : IServingHost
{
    private Interrupts? signals;

    public bool IsToEnd => signals is { MustLeave: true } or { Count: > 0 };

    public ILoggerProvider Logs { get; } = new LineLoggerProvider(log, OwnWords.Lines, TimeProvider.System);

    public Supervisor? Supervisor { get; } = Supervisor.Find(OwnEnvironment.Find);

    public IDisposable Heed(Action wake) => signals = new Interrupts(wake);
}
