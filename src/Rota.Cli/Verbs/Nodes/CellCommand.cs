using System.CommandLine;
using Rota.App.Cells;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Verbs.Nodes.Demo;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Placement.Nodes;

namespace Rota.Cli.Verbs.Nodes;

/// <summary><c>rota cell</c>: machines that know each other.</summary>
internal static class CellCommand
{
    private static readonly Option<string?> CellName = new("--name")
    {
        Description = "The cell's name (default: that of this host)",
    };
    private static readonly Option<string?> Listen = new("--listen")
    {
        Description = $"Where nodes find the home (default: all addresses, port {InitCase.UsualPort})",
        HelpName = "ADDRESS:PORT",
    };
    private static readonly Option<string?> From = new("--from")
    {
        Description = "Join in serving the home of a cell that is there: its cell/, or a copy of it",
        HelpName = "DIR",
    };
    private static readonly Option<string> Expires = new("--expires")
    {
        Description = "How long the token is good: 30m, 7d (default: 1h)",
        DefaultValueFactory = _ => "1h",
    };
    private static readonly Option<int> Uses = new("--uses")
    {
        Description = "How many machines may join with it",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Argument<string> Node = new("NODE") { Description = "The node's name" };

    public static Command Create() =>
        new("cell", "Let many machines run the jobs of one home")
        {
            CreateInit(),
            CreateToken(),
            CellJoinCommand.Create(),
            CellJoinCommand.CreateHomes(),
            LabelCommand.Create(),
            NodesCommand.Create("show", "Show the nodes of the cell, as rota nodes does"),
            CreateStand("cordon", "Let nothing more start on a node; what runs there goes on", NodeStanding.Cordoned),
            CreateStand("drain", "Have a node become empty: nothing more starts there", NodeStanding.Draining),
            CreateStand("open", "Let a node take work again", NodeStanding.Open),
            CreateRemove(),
            DemoCommand.Create(),
        };

    private static Command CreateInit()
    {
        var command = new Command("init", "Make this state the home of a cell") { CellName, Listen, From };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var request = new InitRequest(cli.Get(CellName), Environment.MachineName, cli.Get(Listen))
            {
                From = cli.Get(From),
            };
            Answer.Print(
                cli.Output,
                InitCase.Init(cli.Site, request),
                CellsJson.Default.CellView,
                view =>
                {
                    Screen.Out.WriteLine($"cell {view.Cell}: its home will listen on {view.Address}");
                    Screen.Out.WriteLine("serve it: rota up; let a machine join: rota cell token");
                },
                quiet: view => Screen.Out.WriteLine(view.Cell)
            );
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateToken()
    {
        var command = new Command("token", "Make a token that a machine joins with") { Expires, Uses };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var life = Duration.TryParse(cli.Get(Expires)!, out var read)
                ? read
                : throw new ProblemException(ProblemCodes.Usage, $"--expires {cli.Get(Expires)}", Duration.Form);
            Answer.Print(
                cli.Output,
                TokenCase.Create(cli.Site, life, cli.Get(Uses)),
                CellsJson.Default.TokenView,
                view => Print(view, life),
                quiet: view => Screen.Out.WriteLine(view.Token)
            );
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(TokenView view, TimeSpan life)
    {
        Screen.Out.WriteLine(view.Token);
        Screen.Error.WriteLine(
            $"good for {Words.Duration(life)} and {Words.Count(view.Uses, "machine")}; "
                + $"on the other machine: {view.Join} TOKEN"
        );
    }

    private static Command CreateStand(string verb, string what, NodeStanding standing)
    {
        var command = new Command(verb, what) { Node };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            Answer.Print(
                cli.Output,
                cli.Ask(
                    site => NodeCases.Stand(site, cli.Get(Node)!, standing),
                    server => server.Machine.StandAsync(cli.Get(Node)!, verb)
                ),
                CellsJson.Default.StandingView,
                view => Screen.Out.WriteLine($"{view.Node}: {view.Standing}, was {view.Before}")
            );
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateRemove()
    {
        var command = new Command("remove", "Take a node out of the cell: its certificate is good for nothing")
        {
            Node,
        };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            Answer.Print(
                cli.Output,
                cli.Ask(
                    site => NodeCases.Remove(site, cli.Get(Node)!),
                    server => server.Machine.RemoveNodeAsync(cli.Get(Node)!)
                ),
                CellsJson.Default.RemovedView,
                view => Screen.Out.WriteLine($"removed {view.Node}: it is cut off; what it runs goes on there")
            );
            return ExitCode.Success;
        });
        return command;
    }
}
