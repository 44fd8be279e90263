using System.CommandLine;
using Rota.App.Planning;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Sources;
using Rota.Node.Agent;

namespace Rota.Cli.Verbs.Submitting;

/// <summary><c>rota plan</c>: what a submission would do, without doing it.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var options = new SubmitOptions();
        var command = new Command(
            "plan",
            "Check a job, show what it would run, whether it fits and how long it takes; write nothing"
        );
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var source = new JobSource(cli, options);
            var spec = source.Read();
            var plan = new Plan(spec, NodeCapacity.Detect(options.Slots.Of(cli)));
            PlanPage.Print(cli, spec, plan, cli.Get(options.TimeScale), source.Schedule);
            return plan.Misfits.Count == 0 ? ExitCode.Success : ExitCode.Refused;
        });
        return command;
    }
}
