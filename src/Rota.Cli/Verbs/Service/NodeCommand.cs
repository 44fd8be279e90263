using System.CommandLine;
using System.Net;
using Rota.App.Cells;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Sources;
using Rota.Web.Cells;

namespace Rota.Cli.Verbs.Service;

/// <summary><c>rota node</c>: serves the node of a state that has joined a cell.</summary>
internal static class NodeCommand
{
    private static readonly SlotOption Slots = new();
    private static readonly Option<string?> Listen = new("--listen")
    {
        Description =
            "An address of this machine at which the API of the home is reached too (default: none but a socket)",
        HelpName = "ADDRESS:PORT",
    };

    public static Command Create()
    {
        var command = new Command("node", "Serve this machine as a node of its cell, until Ctrl-C")
        {
            Slots,
            Listen,
            LogSettings.Format,
            LogSettings.Level,
        };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var address = AddressOf(cli.Get(Listen));
            NodeCases.Serve(
                cli.Site,
                Slots.Of(cli),
                new ServingConsole(cli.Log),
                (folder, settings) => Gateway.Open(folder, settings, address)
            );
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>What comes there is encrypted behind it alone, so that only this machine may reach it.</summary>
    private static IPEndPoint? AddressOf(string? listen) =>
        listen is null ? null
        : IPEndPoint.TryParse(listen, out var address) && IPAddress.IsLoopback(address.Address) && address.Port > 0
            ? address
        : throw new ProblemException(
            ProblemCodes.Usage,
            $"--listen {listen}: this is no address of this machine alone",
            "write 127.0.0.1:7420"
        );
}
