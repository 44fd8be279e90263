using System.CommandLine;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Self;

/// <summary><c>rota __man</c>: the manual page, for packages.</summary>
internal static class ManualCommand
{
    public static Command Create()
    {
        var command = new Command("__man") { Hidden = true };
        command.SetAction(parsed => Screen.Out.Write(ManPage.Of((RootCommand)parsed.RootCommandResult.Command)));
        return command;
    }
}
