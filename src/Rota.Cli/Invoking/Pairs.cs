using System.CommandLine;
using Rota.App.Problems;

namespace Rota.Cli.Invoking;

/// <summary>Options of the form NAME=VALUE.</summary>
internal static class Pairs
{
    /// <summary>The option for parameters of a job, where they are given for one run.</summary>
    public static Option<string[]> Option(string description) =>
        new("--param", "-p")
        {
            Description = description,
            HelpName = "NAME=VALUE",
            AllowMultipleArgumentsPerToken = false,
        };

    public static IReadOnlyDictionary<string, string> Read(IReadOnlyList<string>? texts, string option)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new ProblemException(ProblemCodes.Usage, $"{option} {text}: write it as NAME=VALUE");
            }

            pairs[text[..equals]] = text[(equals + 1)..];
        }

        return pairs;
    }
}
