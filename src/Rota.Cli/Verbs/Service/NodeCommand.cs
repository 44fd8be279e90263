using System.CommandLine;
using Rota.App.Cells;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Sources;

namespace Rota.Cli.Verbs.Service;

/// <summary><c>rota node</c>: serves the node of a state that has joined a cell.</summary>
internal static class NodeCommand
{
    private static readonly SlotOption Slots = new();

    public static Command Create()
    {
        var command = new Command("node", "Serve this machine as a node of its cell, until Ctrl-C")
        {
            Slots,
            LogSettings.Format,
            LogSettings.Level,
        };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            NodeCases.Serve(cli.Site, Slots.Of(cli), new ServingConsole(cli.Log));
            return ExitCode.Success;
        });
        return command;
    }
}
