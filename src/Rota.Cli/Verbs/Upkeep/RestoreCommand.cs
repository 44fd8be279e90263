using System.CommandLine;
using Rota.App.Local;
using Rota.App.Upkeep;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Upkeep;

/// <summary><c>rota restore FILE DIR</c>: makes a state of a backup, proven before it gets its name.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> Source = new("FILE")
    {
        Description = "What rota backup wrote, or a bare rota.db",
    };
    private static readonly Argument<string> Target = new("DIR") { Description = "The new state; must not be there" };

    public static Command Create()
    {
        var command = new Command("restore", "Make a state of a backup, in a new directory") { Source, Target };
        command.SetAction(parsed => Make(new Invocation(parsed)));
        return command;
    }

    private static int Make(Invocation cli)
    {
        var source = Utf8Path.Of(cli.Get(Source)!);
        AwaitedInput.Announce(source);
        var view = RestoreCase.Make(cli.Site, new RestoreRequest(source, cli.Get(Target)!));
        Answer.Print(cli.Output, view, UpkeepJson.Default.RestoreView, Tell);
        return LeftOut.Tell(view.Missing, "the state is whole but for this");
    }

    private static void Tell(RestoreView view) =>
        Screen.Error.WriteLine(
            $"restored to {Plain.Line(view.State)}"
                + (view.Lost > 0 ? $"; {Words.Count(view.Lost, "attempt")} that ran at the backup count as lost" : "")
                + ". Nothing runs yet: rota resume --state DIR, or rota up --state DIR"
        );
}
