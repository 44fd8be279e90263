using System.CommandLine;
using System.Diagnostics;
using Rota.Cli.JobSources;
using Rota.Cli.Output;
using Rota.Cli.Service;
using Rota.Core.JobFiles.Notation;
using Rota.Node.Agent;
using Rota.Node.Keeper;
using Rota.Node.Runners;
using Rota.Store;
using Rota.Store.Sqlite;

namespace Rota.Cli.Commands;

/// <summary>
/// <c>rota up</c> and <c>rota runner</c>: a daemon that runs all jobs of a state, and one more runner for it.
/// </summary>
internal static class UpCommand
{
    private const int RunnersMax = 64;
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookPace = TimeSpan.FromMilliseconds(20);
    private static readonly Option<int> Runners = new("--runners")
    {
        Description = "Runners that take turns",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<string?> Cycle = new("--cycle")
    {
        Description = "Longest cycle of turns: 10s, 500ms (default: 1s)",
    };
    private static readonly Option<bool> Strict = new("--strict")
    {
        Description = "The classic timetable: nobody works in another's slot",
    };
    private static readonly SlotOption Slots = new();
    private static readonly Option<bool> Detach = new("--detach")
    {
        Description = "In the background; rota down ends it",
    };

    public static Command Create()
    {
        var command = new Command("up", "Serve this state: run all its jobs, also those submitted later")
        {
            Runners,
            Cycle,
            Strict,
            Slots,
            Detach,
        };
        command.SetAction(parsed => Up(new Invocation(parsed)));
        return command;
    }

    private static int Up(Invocation cli)
    {
        var count = cli.Get(Runners);
        if (count is < 1 or > RunnersMax)
        {
            throw new CommandFailure(ExitCode.BadInput, "usage", $"--runners {count}: 1 to {RunnersMax}");
        }

        var options = new RunnerOptions
        {
            Capacity = NodeCapacity.Detect(Slots.Of(cli)),
            Cycle = CycleOf(cli) ?? RunnerOptions.DefaultCycle,
            IsStrict = cli.Get(Strict),
        };
        var state = cli.CreateState();
        return cli.Get(Detach)
            ? Start(cli, state)
            : new Daemon(state).Serve(
                count,
                options,
                () =>
                    Console.Error.WriteLine(
                        $"serving {state.Path}: "
                            + $"{Words.Count(count, "runner")}, cycle {Words.Duration(options.Cycle.Value)}"
                            + $"{(cli.Get(Strict) ? ", strict" : "")}, {options.Capacity.Slots} slots. Ctrl-C ends it"
                    )
            );
    }

    /// <summary>Starts the same command in the background, and waits until it serves.</summary>
    private static int Start(Invocation cli, StateDirectory state)
    {
        // A database that cannot be used is said here, not in a log.
        new JobDesk(state).Dispose();
        var log = Path.Combine(state.Path, "up.log");
        var arguments = Environment.GetCommandLineArgs()[1..].Where(argument => argument != "--detach");
        var pid = SelfProcess.Start([.. arguments, "--state", state.Path], log);
        using var serve = new FileLock(state.ServeLock);
        var started = Stopwatch.GetTimestamp();
        while (serve.ReadHolder() != pid.ToString())
        {
            if (
                ProcessTable.Find(pid) is null or { IsZombie: true }
                || Stopwatch.GetElapsedTime(started) > StartPatience
            )
            {
                throw new CommandFailure(
                    ExitCode.Unreachable,
                    "not-up",
                    $"it did not come up: {File.ReadLines(log).LastOrDefault()}",
                    $"look at {log}"
                );
            }

            Thread.Sleep(LookPace);
        }

        Invocation.Out.WriteLine(
            cli.Output == OutputMode.Json
                ? Json.Line(json =>
                {
                    json.WriteNumber("version", 1);
                    json.WriteNumber("pid", pid);
                })
                : $"up: pid {pid}, log {log}"
        );
        return ExitCode.Success;
    }

    private static TimeSpan? CycleOf(Invocation cli) =>
        cli.Get(Cycle) is not { } text ? null
        : Duration.TryParse(text, out var cycle) && cycle >= TimeSpan.FromMilliseconds(10) ? cycle
        : throw new CommandFailure(ExitCode.BadInput, "usage", $"--cycle {text}: at least 10ms", Duration.Form);
}
