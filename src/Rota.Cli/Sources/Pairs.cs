using Rota.App.Problems;

namespace Rota.Cli.Sources;

/// <summary>Options of the form NAME=VALUE.</summary>
internal static class Pairs
{
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
