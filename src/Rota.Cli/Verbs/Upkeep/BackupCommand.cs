using System.CommandLine;
using Rota.App.Local;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Store.Sqlite.Backups;

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
        var target = Utf8Path.Of(cli.Get(Target)!);
        if (Directory.Exists(target) || (File.Exists(target) && !cli.Get(Force)))
        {
            throw new ProblemException(
                ProblemCodes.FileExists,
                $"{target} exists already",
                Directory.Exists(target) ? "name a file in it" : "name another file, or replace it with --force"
            );
        }

        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            throw new ProblemException(
                ProblemCodes.NoSuchDirectory,
                $"there is no directory {Path.GetDirectoryName(target)}",
                "make it first: mkdir -p"
            );
        }

        var missing = Backup.Write(cli.OpenState(), target, !cli.Get(WithoutFiles), cli.Get(Force));
        if (cli.Output == OutputMode.Human)
        {
            Screen.Error.WriteLine($"wrote {Plain.Line(target)}; rota restore FILE NEW-DIR makes a state of it");
        }
        else if (cli.Output == OutputMode.Json)
        {
            Screen.Out.WriteLine(
                Json.Line(json =>
                {
                    json.WriteNumber("version", 1);
                    json.WriteString("file", target);
                    json.WriteStrings("missing", missing);
                })
            );
        }

        return LeftOut.Tell(missing, "the backup is whole but for this");
    }
}
