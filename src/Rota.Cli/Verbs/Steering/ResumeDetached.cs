using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Steering;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Verbs.Submitting;
using Rota.Core.Model;

namespace Rota.Cli.Verbs.Steering;

/// <summary>
/// <c>rota resume --detach</c>: jobs go on without a terminal. A daemon runs them; where there is none, a process is
/// started that ends with them. A run in the foreground ends with its own job, so it is no daemon: the process watches
/// while that one runs them too, and takes over when it goes.
/// </summary>
internal static class ResumeDetached
{
    public static int Resume(Invocation cli, IReadOnlyList<JobId> jobs, IReadOnlyList<string> options)
    {
        if (jobs.Count == 0)
        {
            return ExitCode.Success;
        }

        var home = cli.OpenHome();
        foreach (var job in jobs)
        {
            SecretNotes.TellMissing(cli, home, job);
        }

        if (ResumeCases.HandOver(cli.Site, jobs) is { } daemon)
        {
            Print(cli, jobs, new ResumedJobs(daemon.Pid), daemon.Name);
            return ExitCode.Success;
        }

        // Without a number it goes through all that are open, as it does in the foreground.
        string[] which = jobs is [var only] ? [$"{only}"] : [];
        var (pid, log) = Background.Start(
            home.State,
            cli.Site.Node,
            "resume",
            [.. options, .. which],
            _ => ResumeCases.IsRunning(home, jobs)
        );
        Print(cli, jobs, new ResumedJobs(pid), $"pid {pid}, log {log}");
        return ExitCode.Success;
    }

    internal static void Print(Invocation cli, IReadOnlyList<JobId> jobs, ResumedJobs resumed, string who)
    {
        var named = string.Join(' ', jobs.Take(5)) + (jobs.Count > 5 ? " …" : "");
        var subject = jobs.Count == 1 ? "job" : "jobs";
        Answer.Print(
            cli.Output,
            resumed,
            SteeringJson.Default.ResumedJobs,
            _ => Screen.Out.WriteLine($"{subject} {named} in the background: {who}. Wait: rota wait {named}"),
            _ => Screen.Out.WriteLine($"{resumed.Pid}")
        );
    }
}
