using System.CommandLine;
using System.Net;
using Rota.App.Cells;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Sources;
using Rota.Core.JobFiles.Notation;
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

    private static readonly Option<string?> Cache = new("--cache")
    {
        Description = "What files that were brought for tasks may take while none uses them (default: 20G)",
        HelpName = "SIZE",
    };

    public static Command Create()
    {
        var command = new Command("node", "Serve this machine as a node of its cell, until Ctrl-C")
        {
            Slots,
            Listen,
            Cache,
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
                SizeOf(cli.Get(Cache)),
                new ServingConsole(cli.Log),
                (folder, settings) => Gateway.Open(folder, settings, address)
            );
            return ExitCode.Success;
        });
        return command;
    }

    private static long? SizeOf(string? cache) =>
        cache is null ? null
        : ByteSize.TryParse(cache, out var bytes) ? bytes
        : throw new ProblemException(ProblemCodes.Usage, $"--cache {cache}: this is no size", ByteSize.Form);

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
