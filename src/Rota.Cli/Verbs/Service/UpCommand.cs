using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Services;
using Rota.Cli.Sources;
using Rota.Core.JobFiles.Notation;
using Rota.Node.Agent;
using Rota.Runners;
using Rota.Store.Local;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Sqlite.Submissions;

namespace Rota.Cli.Verbs.Service;

/// <summary>
/// <c>rota up</c> and <c>rota runner</c>: a daemon that runs all jobs of a state, and one more runner for it.
/// </summary>
internal static class UpCommand
{
    private const int RunnersMax = 64;
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
            throw new ProblemException(ProblemCodes.Usage, $"--runners {count}: 1 to {RunnersMax}");
        }

        var options = new RunnerOptions
        {
            Capacity = NodeCapacity.Detect(Slots.Of(cli)),
            Cycle = CycleOf(cli) ?? RunnerOptions.DefaultCycle,
            IsStrict = cli.Get(Strict),
        };
        var state = cli.CreateState();
        Served.RefuseElsewhere(state);
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

    /// <summary>
    /// Starts it in the background, and waits until it serves. Its options are what was understood of this command
    /// line, not its words: an option can be written in many ways, and before the verb.
    /// </summary>
    private static int Start(Invocation cli, StateDirectory state)
    {
        // A database that cannot be used is said here, not in a log.
        new JobDesk(state).Dispose();
        using (var queries = new JobQueries(state))
        {
            if (Served.By(state, queries) is { Kind: not ServerKind.Runner } server)
            {
                throw Served.Refusal(server);
            }
        }

        var options = new List<string> { $"--runners={cli.Get(Runners)}" };
        options.AddRange(cli.Get(Cycle) is { } cycle ? ["--cycle=" + cycle] : []);
        options.AddRange(cli.Get(Slots) is { } slots ? [$"--slots={slots}"] : []);
        options.AddRange(cli.Get(Strict) ? ["--strict"] : []);
        options.AddRange(cli.Get(Invocation.VerboseOption) ? ["--verbose"] : []);
        using var serve = new FileLock(state.ServeLock);
        var (pid, log) = Background.Start(state, "up", options, pid => serve.ReadHolder() == pid.ToString());
        Screen.Out.WriteLine(
            cli.Output switch
            {
                OutputMode.Json => Json.Line(json =>
                {
                    json.WriteNumber("version", 1);
                    json.WriteNumber("pid", pid);
                }),
                OutputMode.Quiet => pid.ToString(),
                _ => $"up: pid {pid}, log {log}",
            }
        );
        return ExitCode.Success;
    }

    private static TimeSpan? CycleOf(Invocation cli) =>
        cli.Get(Cycle) is not { } text ? null
        : Duration.TryParse(text, out var cycle) && cycle >= TimeSpan.FromMilliseconds(10) ? cycle
        : throw new ProblemException(ProblemCodes.Usage, $"--cycle {text}: at least 10ms", Duration.Form);
}
