using System.CommandLine;
using System.Text;
using Rota.App.Problems;

namespace Rota.Cli.Rendering;

/// <summary>The manual page in man(7), made of the verbs and options themselves.</summary>
internal static class ManPage
{
    public static string Of(RootCommand root)
    {
        var page = new StringBuilder();
        page.Append(".TH ROTA 1\n.SH NAME\nrota \\- run batch tasks\n.SH SYNOPSIS\n");
        page.Append(".B rota run\n[options] \\-\\- COMMAND ... [::: INPUTS ...]\n.br\n.B rota run\nFILE\n.br\n");
        page.Append(".B rota\nVERB [options] [arguments]\n.SH DESCRIPTION\n");
        page.Append(Text(root.Description!)).Append("\n.SH OPTIONS OF EVERY VERB\n");
        Options(page, root);
        page.Append(".SH VERBS\n");
        foreach (var verb in root.Subcommands.Where(verb => !verb.Hidden))
        {
            Verb(page, verb, "rota");
        }

        page.Append(".SH EXIT STATUS\nOf run, resume and wait:\n");
        foreach (var (code, meaning) in Codes)
        {
            page.Append(".TP\n.B ").Append(code).Append('\n').Append(Text(meaning)).Append('\n');
        }

        page.Append(
            ".SH FILES\n.TP\n.I .rota\nThe state: jobs, history and output; \\-\\-state or ROTA_STATE names another.\n"
        );
        return page.ToString();
    }

    private static readonly (int Code, string Meaning)[] Codes =
    [
        (ExitCode.Success, "everything succeeded"),
        (ExitCode.Failed, "some task failed"),
        (ExitCode.BadInput, "a bad job file, or a mistake on the command line"),
        (ExitCode.Cancelled, "cancelled"),
        (ExitCode.TimedOut, "wait timed out; the work goes on"),
        (ExitCode.Unreachable, "the state or its daemon cannot be used"),
        (ExitCode.Refused, "refused: it can never run here"),
        (ExitCode.Interrupted, "interrupted"),
    ];

    private static void Verb(StringBuilder page, Command verb, string before)
    {
        var name = $"{before} {verb.Name}";
        var arguments = string.Concat(verb.Arguments.Where(one => !one.Hidden).Select(one => $" {one.Name}"));
        page.Append(".SS ")
            .Append(Text(name + arguments))
            .Append('\n')
            .Append(Text(verb.Description ?? ""))
            .Append('\n');
        foreach (var argument in verb.Arguments.Where(one => !one.Hidden && one.Description is not null))
        {
            Entry(page, argument.Name, argument.Description!);
        }

        Options(page, verb);
        foreach (var part in verb.Subcommands.Where(part => !part.Hidden))
        {
            Verb(page, part, name);
        }
    }

    private static void Options(StringBuilder page, Command command)
    {
        foreach (var option in command.Options.Where(option => !option.Hidden))
        {
            var names = string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Prepend(option.Name));
            Entry(page, names, option.Description ?? "");
        }
    }

    private static void Entry(StringBuilder page, string name, string meaning) =>
        page.Append(".TP\n.B ").Append(Text(name)).Append('\n').Append(Text(meaning)).Append('\n');

    /// <summary>As running text: a backslash, a hyphen and a leading dot mean something to the formatter.</summary>
    private static string Text(string text)
    {
        var line = text.ReplaceLineEndings(" ").Replace("\\", "\\e").Replace("-", "\\-");
        return line is ['.' or '\'', ..] ? "\\&" + line : line;
    }
}
