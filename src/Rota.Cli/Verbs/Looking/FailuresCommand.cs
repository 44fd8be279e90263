using System.CommandLine;
using Rota.App.Failing;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota failures ID</c>: what failed, tasks of one cause together, with what to type.</summary>
internal static class FailuresCommand
{
    private const int LabelsShown = 3;
    private static readonly Argument<string> Job = JobArguments.One();

    public static Command Create()
    {
        var command = new Command("failures", "Show what failed of a job by cause, with what to type") { Job };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var job = cli.Get(Job)!;
            Answer.Print(
                cli.Output,
                cli.Ask(site => FailureCases.Of(site, job), server => server.Jobs.FailuresAsync(job)),
                FailingJson.Default.FailureGroups,
                Print,
                failures =>
                    Array.ForEach([.. failures.Groups], group => Screen.Out.WriteLine(group.Examples[0].Address))
            );
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(FailureGroups failures)
    {
        if (failures.Tasks == 0)
        {
            Screen.Out.WriteLine($"no task of job {failures.Job} has failed");
            return;
        }

        foreach (var group in failures.Groups)
        {
            Screen.Out.WriteLine($"{group.Tasks} x {group.Ending}: {MessageOf(group)}");
            Screen.Out.WriteLine($"  {Tasks(group)}{When(group)}");
            Screen.Out.WriteLine($"  {group.Logs}");
            Screen.Out.WriteLine($"  {group.Rerun}");
        }

        if (failures.Others > 0)
        {
            Screen.Out.WriteLine(
                $"{Words.Count(failures.Others, "task")} of other causes: rota tasks {failures.Job} --only failed"
            );
        }

        Screen.Out.WriteLine($"all of them again: {failures.Rerun}");
    }

    private static string MessageOf(FailureGroup group) =>
        Plain.Line(group.Examples[0].Message ?? "no message on standard error");

    private static string Tasks(FailureGroup group)
    {
        var labels = group.Examples.Take(LabelsShown).Select(example => Plain.Line(example.Label)).ToArray();
        var more = group.Tasks - labels.Length;
        return string.Join(", ", labels) + (more > 0 ? $" and {more} more" : "");
    }

    private static string When(FailureGroup group)
    {
        var nodes = group.Nodes.Count == 0 ? "" : $" on {string.Join(", ", group.Nodes.Select(Plain.Line))}";
        return group.First == group.Last
            ? $"; {Words.Time(group.First)}{nodes}"
            : $"; {Words.Time(group.First)} to {Words.Time(group.Last)}{nodes}";
    }
}
