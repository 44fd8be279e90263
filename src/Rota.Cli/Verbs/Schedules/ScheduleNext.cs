using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Verbs.Submitting;
using Rota.Linux.Clocks;

namespace Rota.Cli.Verbs.Schedules;

/// <summary><c>rota schedule next</c>: when a schedule runs, on the clock of its zone.</summary>
internal static class ScheduleNext
{
    private const int CountMax = 10_000;
    private static readonly Argument<string> Name = new("NAME") { Description = "Name of the schedule" };
    private static readonly Option<int> Count = new("-n") { Description = "How many", DefaultValueFactory = _ => 5 };

    public static Command Create()
    {
        var command = new Command("next", "Show when a schedule runs next") { Name, Count };
        command.SetAction(parsed => Show(new Invocation(parsed)));
        return command;
    }

    private static int Show(Invocation cli)
    {
        var count = cli.Get(Count);
        if (count is < 1 or > CountMax)
        {
            throw new ProblemException(ProblemCodes.Usage, $"-n {count}: 1 to {CountMax}");
        }

        var state = cli.OpenState();
        var row = ScheduleNotes.Named(state, cli.Get(Name)!);
        if (cli.Output == OutputMode.Json)
        {
            Screen.Out.WriteLine(
                Json.Line(json =>
                {
                    json.WriteNumber("version", 1);
                    json.WriteString("name", row.Name);
                    json.WriteBoolean("paused", row.IsPaused);
                    NextRuns.Write(json, row.Spec, WallClock.Now, count);
                })
            );
            return ExitCode.Success;
        }

        foreach (var instant in NextRuns.After(row.Spec, WallClock.Now, count))
        {
            Screen.Out.WriteLine(
                cli.Output == OutputMode.Quiet ? instant.ToString() : NextRuns.Text(row.Spec, instant)
            );
        }

        if (row.IsPaused && cli.Output == OutputMode.Human)
        {
            Screen.Error.WriteLine($"it is paused: rota schedule resume {Plain.Line(row.Name)}");
        }

        if (cli.Output == OutputMode.Human)
        {
            ScheduleNotes.Silent(row);
        }

        ScheduleNotes.NotServed(cli, state);
        return ExitCode.Success;
    }
}
