using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Verbs.Submitting;
using Rota.Core.Model;
using Rota.Store.Local;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Verbs.Steering;

/// <summary>
/// <c>rota resume --detach</c>: jobs go on without a terminal. A daemon runs them; where there is none, a process is
/// started that ends with them. A run in the foreground ends with its own job, so it is no daemon: the process watches
/// while that one runs them too, and takes over when it goes.
/// </summary>
internal static class ResumeDetached
{
    public static int Resume(Invocation cli, StateDirectory state, List<JobId> jobs, List<string> options)
    {
        if (jobs.Count == 0)
        {
            return ExitCode.Success;
        }

        foreach (var job in jobs)
        {
            SecretNotes.TellMissing(cli, state, job);
            ResumeCommand.Ask(state, job);
        }

        if (FindDaemon(state) is { } server)
        {
            Answer(cli, jobs, server.Pid, server.Name);
            return ExitCode.Success;
        }

        // Without a number it goes through all that are open, as it does in the foreground.
        string[] which = jobs is [var only] ? [$"{only}"] : [];
        var (pid, log) = Background.Start(state, "resume", [.. options, .. which], _ => IsRunning(state, jobs));
        Answer(cli, jobs, pid, $"pid {pid}, log {log}");
        return ExitCode.Success;
    }

    private static Server? FindDaemon(StateDirectory state)
    {
        using var queries = new JobQueries(state);
        return queries.IsServingAll ? Served.By(state, queries) : null;
    }

    /// <summary>Whether somebody runs them, be it another whom the process watches, or they have ended already.</summary>
    private static bool IsRunning(StateDirectory state, List<JobId> jobs)
    {
        if (FileLock.HolderOf(state.ServeLock) is not null)
        {
            return true;
        }

        using var queries = new JobQueries(state);
        return jobs.All(job => queries.Job(job) is null or { Ended: not null });
    }

    private static void Answer(Invocation cli, List<JobId> jobs, int? pid, string who)
    {
        var named = string.Join(' ', jobs.Take(5)) + (jobs.Count > 5 ? " …" : "");
        Screen.Out.WriteLine(
            cli.Output switch
            {
                OutputMode.Json => Json.Line(json =>
                {
                    json.WriteNumber("version", 1);
                    json.WriteInteger("pid", pid);
                }),
                OutputMode.Quiet => $"{pid}",
                _ => $"{(jobs.Count == 1 ? "job" : "jobs")} {named} in the background: {who}. Wait: rota wait {named}",
            }
        );
    }
}
