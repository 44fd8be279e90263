using System.CommandLine;
using Rota.App.Upkeep;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Upkeep;

/// <summary>
/// <c>rota backup FILE</c>: all that a state promises to keep, in one archive, taken while it is in use.
/// </summary>
internal static class BackupCommand
{
    private static readonly Argument<string> Target = new("FILE")
    {
        Description = "The archive, a tar; .gz or .tgz at its end has it compressed",
    };
    private static readonly Option<bool> Force = new("--force") { Description = "Take the place of a file" };
    private static readonly Option<bool> WithoutFiles = new("--without-files")
    {
        Description = "Leave out what tasks put into ROTA_OUTPUT_DIR",
    };

    public static Command Create()
    {
        var command = new Command("backup", "Write jobs, history and output to one file, while they are in use")
        {
            Target,
            Force,
            WithoutFiles,
        };
        command.SetAction(parsed => Write(new Invocation(parsed)));
        return command;
    }

    private static int Write(Invocation cli)
    {
        var request = new BackupRequest(cli.Get(Target)!, !cli.Get(WithoutFiles), cli.Get(Force));
        var view = BackupCase.Write(cli.Site, request);
        Answer.Print(
            cli.Output,
            view,
            UpkeepJson.Default.BackupView,
            written =>
                Screen.Error.WriteLine(
                    $"wrote {Plain.Line(written.File)}; rota restore FILE NEW-DIR makes a state of it"
                )
        );
        return LeftOut.Tell(view.Missing, "the backup is whole but for this");
    }
}
