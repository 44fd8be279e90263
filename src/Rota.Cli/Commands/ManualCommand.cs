using System.CommandLine;
using Rota.Cli.Output;

namespace Rota.Cli.Commands;

/// <summary><c>rota __man</c>: the manual page, for packages.</summary>
internal static class ManualCommand
{
    public static Command Create()
    {
        var command = new Command("__man") { Hidden = true };
        command.SetAction(parsed => Invocation.Out.Write(ManPage.Of((RootCommand)parsed.RootCommandResult.Command)));
        return command;
    }
}
