using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Linux.Processes;
using Rota.Node.Keeper;
using Rota.Node.Keeper.Anchors;

namespace Rota.Cli;

/// <summary>The one executable: every role of Rota, and every verb.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        OwnWords.Install();
        if (!OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine(
                "rota runs on Linux (x64 and arm64) only: it needs subreapers and /proc. "
                    + "Use a Linux machine, a container or WSL."
            );
            return ExitCode.Unreachable;
        }

        if (StartLimits.Refuse(args))
        {
            return ExitCode.Unreachable;
        }

        OwnSettings.Begin();
        return args switch
        {
            ["__anchor", var state] => AnchorProcess.Run(state),
            ["__keeper", var state] => KeeperProcess.Run(state),
            _ => AllVerbs.Invoke(OwnEnvironment.Arguments(args)),
        };
    }
}
