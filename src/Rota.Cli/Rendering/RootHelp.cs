using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Rota.App.Problems;

namespace Rota.Cli.Rendering;

/// <summary>What <c>rota --help</c> says: how to begin, and the verbs by what they are for.</summary>
internal sealed class RootHelp(RootCommand root, VerbGroup[] groups, HelpAction ofVerbs) : SynchronousCommandLineAction
{
    private static readonly (string Line, string Meaning)[] Examples =
    [
        ("rota run -j 8 'gzip -k {}' ::: *.log", "a command for each file, eight at a time"),
        ("rota run --from-csv grid.csv -- ./train.sh --lr {lr}", "one for each row of a table"),
        ("rota run nightly.yaml", "a job file: arrays, needs, retries, limits"),
    ];

    /// <inheritdoc/>
    public override bool Terminating => true;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.CommandResult.Command != root)
        {
            return ofVerbs.Invoke(parseResult);
        }

        var writer = parseResult.InvocationConfiguration.Output;
        writer.WriteLine(root.Description);
        writer.WriteLine("\nUsage:\n  rota VERB [arguments] [options]\n");
        Write(writer, "Examples", Examples);
        foreach (var group in groups)
        {
            Write(writer, group.Title, group.Verbs.Where(verb => !verb.Hidden).Select(VerbLine));
        }

        Write(writer, "Options", root.Options.Where(option => !option.Hidden).Select(OptionLine));
        writer.WriteLine("The options of a verb: rota VERB --help");
        return ExitCode.Success;
    }

    private static void Write(TextWriter writer, string title, IEnumerable<(string Line, string Meaning)> lines)
    {
        (string Line, string Meaning)[] all = [.. lines];
        var width = all.Max(one => one.Line.Length);
        writer.WriteLine($"{title}:");
        foreach (var (line, meaning) in all)
        {
            writer.WriteLine($"  {line.PadRight(width)}  {meaning}");
        }

        writer.WriteLine();
    }

    private static (string Line, string Meaning) VerbLine(Command verb) =>
        (
            verb.Name + string.Concat(verb.Arguments.Where(one => !one.Hidden).Select(one => $" <{one.Name}>")),
            verb.Description ?? ""
        );

    private static (string Line, string Meaning) OptionLine(Option option)
    {
        var names = string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Append(option.Name));
        return (option.HelpName is { } value ? $"{names} <{value}>" : names, option.Description ?? "");
    }
}
