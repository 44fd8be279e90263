using System.CommandLine;
using Rota.App.Cells;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cell.Directory;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Nodes;

/// <summary><c>rota nodes</c>: the machines of a cell.</summary>
internal static class NodesCommand
{
    private const double Gibibyte = 1L << 30;

    public static Command Create(string verb, string what)
    {
        var command = new Command(verb, what);
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            Answer.Print(
                cli.Output,
                Look(cli),
                CellsJson.Default.CellNodes,
                Print,
                quiet: view =>
                {
                    foreach (var node in view.Nodes)
                    {
                        Screen.Out.WriteLine(node.Name);
                    }
                }
            );
            return ExitCode.Success;
        });
        return command;
    }

    private static CellNodes Look(Invocation cli)
    {
        var view = cli.Ask(NodeLooks.List, server => server.Machine.NodesAsync());
        return view.Cell is null ? throw NodeLooks.NoCell("the server's state") : view;
    }

    private static void Print(CellNodes view)
    {
        var columns = new Columns(
            "NODE",
            "STATE",
            "ADDRESS",
            "AGE",
            "CPUS",
            "MEMORY",
            "FREE",
            "RUNS",
            "LOAD",
            "ZONE",
            "LABELS"
        );
        foreach (var node in view.Nodes)
        {
            columns.Add(
                node.IsHome ? $"{node.Name} (home)" : node.Name,
                StateOf(node),
                node.Address ?? "-",
                node.AgeMs is { } age ? Words.Duration(TimeSpan.FromMilliseconds(age)) : "-",
                node.MilliCpus is { } cpus ? $"{cpus / 1000.0:0.#}" : "-",
                Gibibytes(node.MemoryBytes),
                Gibibytes(node.MemoryFreeBytes),
                Runs(node),
                node.LoadPercent is { } load ? $"{load / 100.0:0.0}" : "-",
                node.Zone ?? "-",
                string.Join(' ', node.Labels.Select(label => $"{label.Key}={label.Value}"))
            );
        }

        columns.Write(Screen.Out);
        foreach (var node in view.Nodes.Where(node => view.IsServed && node.InDoubt > 0))
        {
            Screen.Error.WriteLine(
                $"{node.Name} is cut off with {Words.Count(node.InDoubt!.Value, "attempt")}: in "
                    + "doubt until it is back, or on_disconnect of their job replaces them (rota explain JOB.TASK). "
                    + $"rota cell remove {node.Name} loses them"
            );
        }

        if (!view.IsServed)
        {
            Screen.Error.WriteLine("the home is not served, so nothing is heard of its nodes: rota up");
        }
    }

    private static string StateOf(RosterNode node) =>
        node.State
        + (node.Standing is null or "open" ? "" : $", {node.Standing}")
        + (node.Reason is null ? "" : $": {node.Reason}");

    private static string Runs(RosterNode node) =>
        node.Running is not { } running ? "-"
        : node.Starting > 0 ? $"{running}+{node.Starting}"
        : $"{running}";

    private static string Gibibytes(long? bytes) => bytes is { } known ? $"{known / Gibibyte:0.0} GiB" : "-";
}
