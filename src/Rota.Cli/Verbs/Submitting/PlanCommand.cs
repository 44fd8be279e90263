using System.CommandLine;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Sources;

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
            var plan = HandedIn.Plan(cli, new JobSource(cli, options).Read() with { IfPlan = null });
            PlanPage.Print(cli, plan);
            return plan.Fits ? ExitCode.Success : ExitCode.Refused;
        });
        return command;
    }
}
