using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Steering;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Steering;

/// <summary><c>rota hold</c>, <c>rota release</c>: single tasks do not start until they are released.</summary>
internal static class HoldCommands
{
    public static Command CreateHold() =>
        Create("hold", "Hold tasks that wait: they do not start until rota release; a whole job is paused", false);

    public static Command CreateRelease() =>
        Create("release", "Let held tasks start again; of a whole job all of them, and it is resumed", true);

    private static Command Create(string name, string description, bool releases)
    {
        var addresses = new Argument<string[]>("JOB[.TASK]")
        {
            Description = "A job, an entry of it, or one task: 42, 42.train, 42.train.3",
            Arity = ArgumentArity.OneOrMore,
        };
        var tasks = new Option<string?>("--tasks") { Description = "These indices of the entry: 3,7-9" };
        var plan = new Option<bool>("--plan") { Description = "Show which tasks are meant, and do nothing" };
        var command = new Command(name, description) { addresses, tasks, plan };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var request = new HoldRequest(cli.Get(addresses)!, cli.Get(tasks), releases);
            if (cli.Get(plan))
            {
                var planned = cli.Ask(
                    site => HoldCases.Plan(site, request),
                    server => server.Steering.HoldAsync(request, isPlan: true)
                );
                Answer.Print(cli.Output, planned, SteeringJson.Default.HeldTasks, Print, Print);
                return ExitCode.Success;
            }

            var held = cli.Ask(
                site => HoldCases.Ask(site, request),
                server => server.Steering.HoldAsync(request, isPlan: false)
            );
            Answer.Print(cli.Output, held, SteeringJson.Default.HeldTasks, Tell);
            return ExitCode.Success;
        });
        return command;

        void Print(HeldTasks planned)
        {
            foreach (var entry in planned.Entries)
            {
                Screen.Out.WriteLine(
                    $"would {name} {Name(entry)}: {Words.Count(entry.Tasks, "task")}, {entry.Held} of them held now"
                );
            }
        }

        void Tell(HeldTasks held)
        {
            foreach (var entry in held.Entries)
            {
                Screen.Error.WriteLine(
                    entry.Task is null ? $"job {entry.Job}: {entry.State}"
                    : releases ? $"{Name(entry)}: {Words.Count(entry.Tasks, "task")} released"
                    : entry.Held == entry.Tasks ? $"{Name(entry)}: {Words.Count(entry.Held, "task")} held"
                    : $"{Name(entry)}: {entry.Held} of {Words.Count(entry.Tasks, "task")} held; others run or are over"
                );
            }
        }
    }

    private static string Name(HeldEntry entry) =>
        entry.Task is { } task ? $"{entry.Job}.{Plain.Line(task)}" : $"{entry.Job}";
}
