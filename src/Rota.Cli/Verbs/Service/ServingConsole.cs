using Rota.App.Serving;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Core.Scheduling.State;

namespace Rota.Cli.Verbs.Service;

/// <summary>
/// The terminal of a process that serves: signals end it, and what happens is a line on standard error.
/// </summary>
internal sealed class ServingConsole : IServingHost
{
    private Interrupts? signals;

    public bool IsToEnd => signals is { MustLeave: true } or { Count: > 0 };

    public IDisposable Heed(Action wake) => signals = new Interrupts(wake);

    /// <summary>One line for each job: a daemon in the foreground shows that it lives.</summary>
    public void JobEnded(ActiveJob job)
    {
        var took = job.Started is { } begun ? $" in {Words.Duration(job.Ended!.Value - begun)}" : "";
        Screen.Error.WriteLine(
            $"job {job.Id} {Plain.Line(job.Spec.Name)} {job.State.WireName()}{took}: "
                + $"{Words.Count(job.Total, "task")}, {job.Failures} failed"
        );
    }

    public void Notice(string? why) =>
        Screen.Error.WriteLine(why is null ? "notice: it goes on" : $"notice: {Plain.Line(why)}");
}
