using Rota.Core.Filters;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Finding;

/// <summary>How jobs are found without looking at all of them: by name, and those that have not ended.</summary>
internal sealed class JobPaths
{
    private const int Chunk = 256;
    private readonly IHomeReader queries;
    private readonly IReadOnlyDictionary<string, string> tags;
    private readonly Instant now;
    private readonly string? name;
    private readonly bool isOpen;

    /// <summary>The path to what a filter means.</summary>
    public JobPaths(IHomeReader queries, IReadOnlyDictionary<string, string> tags, Filter<JobFacts> filter, Instant now)
    {
        (this.queries, this.tags, this.now) = (queries, tags, now);
        name = tags.Count == 0 ? filter.OnlyText("name") : null;
        isOpen =
            name is null
            && tags.Count == 0
            && Enum.GetValues<JobState>()
                .Where(state => filter.Allows("state", Word(state)))
                .All(state => !state.IsTerminal());
        Index =
            name is not null ? "job-name"
            : isOpen ? "job-open"
            : filter.Terms.Length == 0 && tags.Count == 0 ? "jobs"
            : null;
        IsServed = isOpen || filter.Terms.All(term => name is not null && term.Field.Name == "name");
    }

    /// <summary>Which index serves it; null for none.</summary>
    public string? Index { get; }

    /// <summary>Whether that index has just the jobs that are meant, or few beside them.</summary>
    public bool IsServed { get; }

    /// <summary>The key of a job, by which pages go on.</summary>
    public static long KeyOf(JobFacts job) => job.Row.Id.Value;

    /// <summary>The jobs after one, newest first: all that are meant, and others.</summary>
    public IEnumerable<JobFacts> After(long? key)
    {
        JobId? before = key is { } last ? new JobId(last) : null;
        var rows =
            isOpen ? queries.Unfinished().Reverse().Where(job => before is not { } limit || job.Id.Value < limit.Value)
            : name is not null ? Chunks(before, at => queries.Named(name, Chunk, at))
            : Chunks(before, at => queries.Jobs(Chunk, tags, at));
        return rows.Select(row => new JobFacts(row, now));
    }

    private static IEnumerable<JobRow> Chunks(JobId? before, Func<JobId?, IReadOnlyList<JobRow>> read)
    {
        IReadOnlyList<JobRow> rows;
        do
        {
            rows = read(before);
            foreach (var row in rows)
            {
                yield return row;
            }

            before = rows.Count == 0 ? before : rows[^1].Id;
        } while (rows.Count == Chunk);
    }

    private static FieldValue Word(JobState state) => FieldValue.Of(state.WireName());
}
