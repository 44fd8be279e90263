using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Instruments.Logs;
using Rota.Linux.Processes;
using Rota.Node.Keeper;
using Rota.Node.Keeper.Anchors;
using Rota.Node.Machine;
using Rota.Node.Owned;

namespace Rota.Cli;

/// <summary>The one executable: every role of Rota, and every verb.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is [OwnedRole.Name])
        {
            return OwnedRole.Run();
        }

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
            ["__anchor", var state, .. var told] => AnchorProcess.Run(state, NodeOf(told), LogsOf(told)),
            ["__keeper", var state, .. var told] => KeeperProcess.Run(state, LogsOf(told)),
            _ => AllVerbs.Invoke(OwnEnvironment.Arguments(args)),
        };
    }

    private static NodeOptions NodeOf(string[] told) => new() { Log = LogOptions.Of(told) };

    private static LineLoggerProvider LogsOf(string[] told) =>
        new(LogOptions.Of(told), OwnWords.Lines, TimeProvider.System);
}
