using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Upkeep;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Upkeep;

/// <summary><c>rota home move</c>: jobs of a state go to a PostgreSQL server, or back into a file.</summary>
internal static class HomeCommand
{
    private static readonly Argument<string> Target = new("TO")
    {
        Description = "postgres://USER@HOST/DATABASE, or file for one in the state",
    };

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
        return new Command("home", "Where the jobs of this state are kept") { move };
    }
}
