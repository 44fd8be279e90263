using System.CommandLine;
using Rota.Store.Queries;

namespace Rota.Cli.Commands;

/// <summary><c>rota backup FILE</c>: a consistent copy of the home store, taken while it is in use.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> Target = new("FILE") { Description = "The copy; must not exist" };

    public static Command Create()
    {
        var command = new Command("backup", "Copy the home store consistently, while it is in use") { Target };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var target = Path.GetFullPath(cli.Get(Target)!);
            if (File.Exists(target))
            {
                throw new CommandFailure(
                    ExitCode.BadInput,
                    "file-exists",
                    $"{target} exists already",
                    "name another file"
                );
            }

            Maintenance.Backup(cli.OpenState(), target);
            return ExitCode.Success;
        });
        return command;
    }
}
