using System.CommandLine;
using Rota.App.Cells;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Nodes;

/// <summary><c>rota cell label</c>: what jobs can ask for of this machine.</summary>
internal static class LabelCommand
{
    private static readonly Argument<string[]> Words = new("LABEL")
    {
        Description = "NAME=VALUE sets a label, NAME- removes it; none shows them",
        HelpName = "NAME=VALUE|NAME-",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private static readonly Option<string?> Zone = new("--zone")
    {
        Description = "What fails together with this machine: a rack, a room; '' for nothing",
    };

    public static Command Create()
    {
        var command = new Command("label", "Say what jobs can ask for of this machine") { Words, Zone };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            string[] words = cli.Get(Words) ?? [];
            var removed = words.Where(word => !word.Contains('=') && word.EndsWith('-')).ToArray();
            var request = new LabelRequest
            {
                Labels = Read("label", words.Except(removed)),
                Without = [.. removed.Select(word => word[..^1])],
                Zone = cli.Get(Zone),
            };
            Answer.Print(
                cli.Output,
                LabelCase.Label(cli.Site, request),
                CellsJson.Default.LabelsView,
                Print,
                quiet: view =>
                {
                    foreach (var (name, value) in view.Labels)
                    {
                        Screen.Out.WriteLine($"{name}={value}");
                    }
                }
            );
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Reads labels with their values.</summary>
    /// <param name="option">How they are said.</param>
    /// <param name="texts">What was said.</param>
    /// <exception cref="ProblemException">One is none, or is there twice.</exception>
    public static SortedDictionary<string, string> Read(string option, IEnumerable<string> texts)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var split = text.IndexOf('=', StringComparison.Ordinal);
            if (split < 1 || !labels.TryAdd(text[..split], text[(split + 1)..]))
            {
                throw new ProblemException(
                    ProblemCodes.Usage,
                    $"{option} {text}: it is no NAME=VALUE, or its name is there twice",
                    $"write {option} disk=ssd"
                );
            }
        }

        return labels;
    }

    private static void Print(LabelsView view)
    {
        var labels = string.Join(' ', view.Labels.Select(label => $"{label.Key}={label.Value}"));
        var zone = view.Zone is { } known ? $"zone {known}" : "no zone";
        Screen.Out.WriteLine($"{view.Node}: {(labels.Length == 0 ? "no labels" : labels)}, {zone}");
    }
}
