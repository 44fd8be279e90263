using System.CommandLine;
using System.Diagnostics;
using Rota.Cli.Output;
using Rota.Cli.Service;
using Rota.Node.Keeper;
using Rota.Store;
using Rota.Store.Queries;
using Rota.Store.Sqlite;

namespace Rota.Cli.Commands;

/// <summary><c>rota down</c>: ends the daemon and the extra runners of a state. Running tasks run on.</summary>
internal static class DownCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookPace = TimeSpan.FromMilliseconds(20);

    public static Command Create()
    {
        var command = new Command("down", "End the daemon of this state; running tasks run on");
        command.SetAction(parsed => Down(new Invocation(parsed)));
        return command;
    }

    private static int Down(Invocation cli)
    {
        var state = cli.OpenState();
        using var queries = new JobQueries(state);
        if (!queries.IsServingAll)
        {
            throw new CommandFailure(
                ExitCode.Unreachable,
                "not-up",
                "no daemon serves this state",
                "start one: rota up --detach"
            );
        }

        // A daemon that was killed left its flag; what lives of it is ended all the same.
        var pids = Pids(state, queries);
        foreach (var pid in pids)
        {
            ProcessTable.Terminate(pid);
        }

        AwaitEnd(state, pids);
        using (var desk = new JobDesk(state))
        {
            desk.WantAll(false);
        }

        var running = queries.LiveCount;
        Invocation.Out.WriteLine(
            cli.Output == OutputMode.Json
                ? Json.Line(json =>
                {
                    json.WriteNumber("version", 1);
                    json.WriteNumber("ended", pids.Count);
                    json.WriteNumber("running", running);
                })
                : $"down: ended {Words.Count(pids.Count, "process")}"
                    + (running > 0 ? $"; {running} tasks run on, rota up or rota resume takes them up" : "")
        );
        return ExitCode.Success;
    }

    private static HashSet<int> Pids(StateDirectory state, JobQueries queries)
    {
        var pids = Served.Members(queries).Select(member => member.Pid).ToHashSet();
        using var serve = new FileLock(state.ServeLock);
        if (!serve.TryEnter() && int.TryParse(serve.ReadHolder(), out var holder))
        {
            pids.Add(holder);
        }

        return pids;
    }

    private static void AwaitEnd(StateDirectory state, HashSet<int> pids)
    {
        var started = Stopwatch.GetTimestamp();
        while (pids.Any(pid => ProcessTable.Find(pid) is { IsZombie: false }))
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new CommandFailure(
                    ExitCode.TimedOut,
                    "still-up",
                    $"not ended after {Patience.TotalSeconds:0} s: pid {string.Join(", ", pids)} of {state.Path}",
                    "end it by force: kill -9; no job is lost by it"
                );
            }

            Thread.Sleep(LookPace);
        }
    }
}
