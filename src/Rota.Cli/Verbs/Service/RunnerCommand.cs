using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.Cli.Invoking;
using Rota.Cli.Services;
using Rota.Node.Agent;
using Rota.Runners;

namespace Rota.Cli.Verbs.Service;

/// <summary><c>rota runner</c>: one more process that takes turns on a served state.</summary>
internal static class RunnerCommand
{
    private static readonly Option<string?> Name = new("--id")
    {
        Description = "Name in the timetable (default: by the process)",
    };

    public static Command Create()
    {
        var command = new Command("runner", "Add a runner to a served state, until Ctrl-C") { Name };
        command.SetAction(parsed => Join(new Invocation(parsed)));
        return command;
    }

    private static int Join(Invocation cli)
    {
        var state = cli.OpenState();
        Served.RefuseElsewhere(state);
        using var changed = new AutoResetEvent(false);
        using var signals = new Interrupts(() => changed.Set());
        var name = cli.Get(Name) ?? $"runner-{Environment.ProcessId}";
        var options = new RunnerOptions { Capacity = Served.IsServed(state) ? null : NodeCapacity.Detect(null) };
        var runner = new RunnerThread(state, name, options, () => changed.Set());
        runner.Start();
        Console.Error.WriteLine(
            $"runner {name} joins {state.Path}. Ctrl-C takes it out; rota slots shows the timetable"
        );
        Serving.AwaitEnd([runner], signals, changed);
        runner.Stop();
        Serving.ThrowFailure([runner]);
        return ExitCode.Success;
    }
}
