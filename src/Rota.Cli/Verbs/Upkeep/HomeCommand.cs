using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Upkeep;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Upkeep;

/// <summary>
/// <c>rota home</c>: jobs of a state go to a PostgreSQL server or back into a file, or go on where it was set back.
/// </summary>
internal static class HomeCommand
{
    private static readonly Argument<string> Target = new("TO")
    {
        Description = "postgres://USER@HOST/DATABASE, or file for one in the state",
    };

    private static readonly Option<bool> Dry = new("--dry-run") { Description = "Only say what it would mean" };

    public static Command Create()
    {
        var move = new Command("move", "Keep the jobs of this state elsewhere; running tasks go on") { Target };
        move.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var view = MoveCase.Move(cli.Site, HomeChoice.Target(cli.StatePath, cli.Get(Target)!));
            Answer.Print(
                cli.Output,
                view,
                UpkeepJson.Default.MoveView,
                moved =>
                    Screen.Out.WriteLine(
                        $"moved to {Plain.Line(moved.To)}; {Plain.Line(moved.Left)} is a copy that nobody uses"
                    )
            );
            return ExitCode.Success;
        });
        return new Command("home", "Where the jobs of this state are kept") { move, CreateRecover() };
    }

    private static Command CreateRecover()
    {
        var command = new Command("recover", "Go on with a home that a failover or an earlier copy has set back")
        {
            Dry,
        };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var view = RecoverCase.Recover(cli.Site, cli.Get(Dry));
            Answer.Print(cli.Output, view, UpkeepJson.Default.RecoverView, Print);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(RecoverView view)
    {
        if (!view.IsBehind)
        {
            Screen.Out.WriteLine("this home is not behind what its state has seen: there is nothing to recover");
            return;
        }

        Screen.Out.WriteLine($"the home knows turn {view.Turn}, and this state has seen turn {view.Seen}");
        Screen.Out.WriteLine($"{Words.Count(view.Live, "attempt")} it takes for live: what still runs goes on");
        Screen.Out.WriteLine("of these, what has ended meanwhile is lost, and its retry policy says what follows");
        Screen.Out.WriteLine(
            "what started since runs on unknown, its tasks may run again: the log names it (attempt.unknown)"
        );
        Screen.Out.WriteLine(view.Recovered ? "the home goes on: rota up" : "go on: rota home recover");
    }
}
