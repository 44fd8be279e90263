using Rota.App.Problems;
using Rota.Core.Model;
using Rota.Core.Problems;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Jobs;

/// <summary>
/// Which job a text names, in every verb: its number, <c>@last</c> for the newest of all, or a name for the newest of
/// that name. Who only looks may also write the beginning of a name; what acts never guesses.
/// </summary>
internal static class JobAddress
{
    /// <summary>The newest job.</summary>
    private const string Last = "@last";
    private const int NamedMax = 5;
    private const int NamesMax = 1000;

    /// <summary>The job that somebody looks at.</summary>
    /// <exception cref="ProblemException">There is none, or the beginning of a name fits several.</exception>
    public static JobRow Look(IHomeReader queries, string text) =>
        Exact(queries, text) ?? Begun(queries, text) ?? throw Unknown(queries, text);

    /// <summary>The job that something is done to: of a name the newest.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public static JobRow Act(IHomeReader queries, string text) => Exact(queries, text) ?? throw Unknown(queries, text);

    /// <summary>
    /// The job that something is done to which can be done to some jobs only: a name must not fit several of them.
    /// </summary>
    /// <exception cref="ProblemException">There is none, or several are as good.</exception>
    public static JobRow Act(IHomeReader queries, string text, Func<JobRow, bool> couldBe)
    {
        var job = Act(queries, text);
        if (long.TryParse(text, out _) || text == Last)
        {
            return job;
        }

        JobRow[] fitting = [.. queries.Named(job.Name, NamesMax).Where(couldBe)];
        return fitting switch
        {
            [] => job,
            [var only] => only,
            _ => throw Several($"{fitting.Length} jobs are named {job.Name}", fitting.Select(one => $"{one.Id}")),
        };
    }

    /// <summary>The job at the beginning of a longer address, and what follows its dot; null for nothing.</summary>
    /// <param name="queries">Where the jobs are.</param>
    /// <param name="text">The address. A number is one; names may hold dots: the longest that fits is meant.</param>
    /// <param name="isLook">Whether the beginning of a name will do.</param>
    /// <exception cref="ProblemException">There is no such job, or several.</exception>
    public static (JobRow Job, string? Tail) Head(IHomeReader queries, string text, bool isLook)
    {
        var first = text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? dot : text.Length;
        var isNumber = long.TryParse(text.AsSpan(0, first), out _);
        for (var end = isNumber ? first : text.Length; end > 0; end = text.LastIndexOf('.', end - 1))
        {
            if (Exact(queries, text[..end]) is { } job)
            {
                return (job, RestOf(text, end));
            }
        }

        return isLook && Begun(queries, text[..first]) is { } begun
            ? (begun, RestOf(text, first))
            : throw Unknown(queries, text[..first]);
    }

    private static string? RestOf(string text, int end) => end < text.Length ? text[(end + 1)..] : null;

    private static JobRow? Exact(IHomeReader queries, string text) =>
        long.TryParse(text, out var id) ? queries.Job(new JobId(id))
        : text == Last ? First(queries.Jobs(1))
        : First(queries.Named(text, 1));

    private static JobRow? First(IReadOnlyList<JobRow> jobs) => jobs is [var first, ..] ? first : null;

    /// <summary>The newest of the only name that begins so.</summary>
    private static JobRow? Begun(IHomeReader queries, string text)
    {
        if (text.Length == 0 || text[0] == '@' || long.TryParse(text, out _))
        {
            return null;
        }

        return queries.Names(text, NamesMax) switch
        {
            [] => null,
            [var only] => First(queries.Named(only, 1)),
            var names => throw Several($"the names of several jobs begin with {text}", names),
        };
    }

    private static ProblemException Several(string what, IEnumerable<string> candidates)
    {
        string[] all = [.. candidates];
        var more = all.Length > NamedMax ? $" and {all.Length - NamedMax} more" : "";
        return new ProblemException(
            ProblemCodes.SeveralJobs,
            what,
            $"say which: {string.Join(", ", all.Take(NamedMax))}{more}"
        );
    }

    private static ProblemException Unknown(IHomeReader queries, string text)
    {
        if (long.TryParse(text, out _) || text == Last)
        {
            return new ProblemException(
                ProblemCodes.NoSuchJob,
                text == Last ? "there is no job yet" : $"there is no job {text}",
                text == Last ? "submit one: rota run" : "try: rota ls"
            );
        }

        var nearest = Nearest.Of(text, [.. queries.Names("", NamesMax), Last]);
        return new ProblemException(
            ProblemCodes.NoSuchJob,
            $"there is no job {text}",
            nearest is null
                ? "name it by its number, its name, or @last; see them: rota ls"
                : $"did you mean {nearest}?"
        );
    }
}
