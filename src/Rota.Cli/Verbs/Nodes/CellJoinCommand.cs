using System.CommandLine;
using Rota.App.Cells;
using Rota.App.Problems;
using Rota.Cell.State;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Nodes;

/// <summary><c>rota cell join</c>: makes a state that of a node.</summary>
internal static class CellJoinCommand
{
    private static readonly Argument<string> Url = new("URL")
    {
        Description = $"Where the home listens: https://HOST:{InitCase.UsualPort}; several with commas",
    };
    private static readonly Argument<string> Token = new("TOKEN")
    {
        Description = "What rota cell token printed there; - reads it from standard input, so that nobody sees it",
    };
    private static readonly Option<string?> Name = new("--name")
    {
        Description = "The node's name (default: that of this host)",
    };
    private static readonly Option<string[]> Labels = new("--label")
    {
        Description = "What jobs can ask for of this machine; several",
        HelpName = "NAME=VALUE",
    };
    private static readonly Option<string?> Zone = new("--zone")
    {
        Description = "What fails together with this machine: a rack, a room",
    };

    /// <summary><c>rota cell homes</c>: where a node finds its home.</summary>
    public static Command CreateHomes()
    {
        var command = new Command("homes", "Say to this node where its home is, when it is served anew") { Url };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            Answer.Print(
                cli.Output,
                HomesCase.Set(cli.Site, cli.Get(Url)!),
                CellsJson.Default.JoinedView,
                view => Screen.Out.WriteLine($"node {view.Node} of cell {view.Cell} looks for its home at {view.Home}"),
                quiet: view => Screen.Out.WriteLine(view.Home)
            );
            return ExitCode.Success;
        });
        return command;
    }

    public static Command Create()
    {
        var command = new Command("join", "Make this state that of a node of a cell")
        {
            Url,
            Token,
            Name,
            Labels,
            Zone,
        };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var request = new CellJoinRequest
            {
                Url = cli.Get(Url)!,
                Token = cli.Get(Token) is not "-" and var token ? token! : Console.In.ReadLine() ?? "",
                Name = cli.Get(Name) ?? Member.NameOf(Environment.MachineName),
                Labels = LabelCommand.Read("--label", cli.Get(Labels) ?? []),
                Zone = cli.Get(Zone),
            };
            Answer.Print(
                cli.Output,
                JoinCase.Join(cli.Site, request),
                CellsJson.Default.JoinedView,
                view => Screen.Out.WriteLine($"node {view.Node} of cell {view.Cell}; serve it: rota node"),
                quiet: view => Screen.Out.WriteLine(view.Node)
            );
            return ExitCode.Success;
        });
        return command;
    }
}
