using Rota.App.Problems;
using Rota.Web.Answers;

namespace Rota.Web.Events;

/// <summary>What a stream tells of.</summary>
/// <param name="Jobs">The jobs, as they were named.</param>
/// <param name="HasOverview">Whether also that something of the state changed.</param>
internal sealed record Topics(IReadOnlyList<string> Jobs, bool HasOverview)
{
    /// <summary>The word for that something of the state changed.</summary>
    public const string Overview = "overview";

    private const string Job = "job:";
    private const int JobsMax = 50;

    /// <summary>Reads them.</summary>
    /// <exception cref="ProblemException">One is none, or there are too many.</exception>
    public static Topics Read(string text)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words.Where(word => word != Overview && word is not ['j', 'o', 'b', ':', _, ..]))
        {
            throw UnknownName.Of("topic", word, [Overview, Job + "42"]);
        }

        string[] jobs =
        [
            .. words
                .Where(word => word != Overview)
                .Select(word => word[Job.Length..])
                .Distinct(StringComparer.Ordinal),
        ];
        return jobs.Length > JobsMax
            ? throw new ProblemException(ProblemCodes.Usage, $"topics: {jobs.Length} jobs, and {JobsMax} at most")
            : new Topics(jobs, words.Length == 0 || words.Contains(Overview));
    }
}
