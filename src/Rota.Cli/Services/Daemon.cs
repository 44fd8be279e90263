using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Runners;
using Rota.Store.Local;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Sqlite.Submissions;

namespace Rota.Cli.Services;

/// <summary>Serves a state until a signal: runners on threads of their own, all jobs wanted.</summary>
internal sealed class Daemon(StateDirectory state)
{
    /// <summary>Who only looks whether the state is served has its lock for a moment.</summary>
    private static readonly TimeSpan GlanceMax = TimeSpan.FromSeconds(1);
    private readonly AutoResetEvent changed = new(false);

    /// <summary>Runs so many runners until SIGINT or SIGTERM.</summary>
    /// <param name="count">How many.</param>
    /// <param name="options">What they are told.</param>
    /// <param name="started">Called when all have joined.</param>
    public int Serve(int count, RunnerOptions options, Action started)
    {
        using var serveLock = new FileLock(state.ServeLock);
        if (!serveLock.TryEnter(GlanceMax))
        {
            using var queries = new JobQueries(state);
            throw Served.Refusal(Served.By(state, queries));
        }

        serveLock.SignHolder();
        Want(all: true);
        using var signals = new Interrupts(() => changed.Set());
        var runners = Enumerable
            .Range(1, count)
            .Select(number => new RunnerThread(state, $"up-{number}", options, () => changed.Set()))
            .ToArray();
        foreach (var runner in runners)
        {
            runner.Runner.Committed = Print;
            runner.Start();
        }

        started();
        Serving.AwaitEnd(runners, signals, changed);
        try
        {
            Want(all: false);
        }
        finally
        {
            // A full disk takes no such word, but a daemon that was told to end ends.
            foreach (var runner in runners)
            {
                runner.Stop();
            }
        }

        Serving.ThrowFailure(runners);
        return ExitCode.Success;
    }

    /// <summary>One line for each job that ended: a daemon in the foreground shows that it lives.</summary>
    private static void Print(TurnChanges changes)
    {
        foreach (var job in changes.Jobs.Where(job => job.Ended is not null))
        {
            var took = job.Started is { } begun ? $" in {Words.Duration(job.Ended!.Value - begun)}" : "";
            Console.Error.WriteLine(
                $"job {job.Id} {Plain.Line(job.Spec.Name)} {job.State.Word()}{took}: "
                    + $"{Words.Count(job.Total, "task")}, {job.Failures} failed"
            );
        }
    }

    private void Want(bool all)
    {
        using var desk = new JobDesk(state);
        desk.WantAll(all);
    }
}
