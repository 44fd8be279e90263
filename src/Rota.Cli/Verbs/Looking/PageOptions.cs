using System.CommandLine;
using Rota.App.Finding;
using Rota.Cli.Invoking;

namespace Rota.Cli.Verbs.Looking;

/// <summary>Which rows of a list, in which order, and how many: the same for every list.</summary>
/// <param name="example">Terms of a filter, for help.</param>
internal sealed class PageOptions(string example = "state:failed name:~train dur:>10m ended:<2h")
{
    private readonly Argument<string[]> filter = JobArguments.Checked(
        new Argument<string[]>("FILTER")
        {
            Description = $"Only those that are so: {example}",
            Arity = ArgumentArity.ZeroOrMore,
        }
    );

    private readonly Option<string?> sort = new("--sort")
    {
        Description = "By a field: dur, or -dur for the longest first",
        HelpName = "FIELD",
    };

    private readonly Option<string?> after = new("--after")
    {
        Description = "Go on behind the page that ended so",
        HelpName = "NEXT",
    };

    private readonly Option<int?> limit = new("--limit", "-n", "--top") { Description = "How many", HelpName = "N" };

    /// <summary>Gives a verb the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(filter);
        command.Add(sort);
        command.Add(limit);
        command.Add(after);
    }

    /// <summary>How many rows; null for no limit.</summary>
    public int? Limit(Invocation cli) => cli.Get(limit);

    /// <summary>What is asked for. Words that the shell has taken apart are one filter.</summary>
    public PageRequest Of(Invocation cli) =>
        new()
        {
            Filter = string.Join(
                ' ',
                (string[])
                    [
                        .. cli.Get(filter) ?? [],
                        .. cli.Get(sort) is { } field ? ["sort:" + field] : Array.Empty<string>(),
                    ]
            ),
            Limit = cli.Get(limit),
            After = cli.Get(after),
        };
}
