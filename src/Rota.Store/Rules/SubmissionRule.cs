using System.Collections.Immutable;
using System.Text.Json;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Records;
using Rota.Store.Rows;
using Rota.Store.Specs;
using Rota.Store.Turns;

namespace Rota.Store.Rules;

/// <summary>Which rows an accepted job has, when one is the same as another, and who is wanted run.</summary>
public static class SubmissionRule
{
    /// <summary>Whether a job is to run now: somebody asks for it, or a daemon runs all.</summary>
    public static bool IsWanted(bool isAsked, bool servesAll) => isAsked || servesAll;

    /// <summary>Whether this request makes its job wanted.</summary>
    public static bool Wants(Request request) => request is Request.Run or Request.Rerun;

    /// <summary>Whether this request is dropped when a new runner begins with chosen jobs only.</summary>
    public static bool IsDropped(Request request) => request is Request.Run;

    /// <summary>The rows of a job.</summary>
    /// <param name="id">The number it gets.</param>
    /// <param name="spec">What was submitted.</param>
    /// <param name="key">Idempotency key, or null.</param>
    /// <param name="isWanted">Whether it is to run now.</param>
    /// <param name="now">When it is accepted.</param>
    public static NewJob Rows(JobId id, JobSpec spec, string? key, bool isWanted, Instant now)
    {
        var counts = new long[States.Count];
        foreach (var task in spec.Tasks)
        {
            counts[(int)RestOf(task)] += task.Expansion.Count;
        }

        var row = new JobRow
        {
            Id = id,
            Name = spec.Name,
            State = JobState.Queued,
            IsWanted = isWanted,
            IsOpen = spec.IsOpen,
            Priority = spec.Priority,
            Queue = spec.Queue,
            Tags = TagsOf(OwnerLabel.Of(spec)),
            Submitted = now,
            NotBefore = spec.NotBefore?.At,
            Total = spec.TaskCount,
            Attempts = 0,
            Counts = counts,
        };
        return new NewJob(row, key, [.. spec.Tasks.Select(GroupOf)], isWanted ? new Request.Run() : null);
    }

    /// <summary>The answer to a job whose key is known.</summary>
    /// <param name="known">The job that has it.</param>
    /// <param name="stored">What that was submitted as; null where it is gone meanwhile.</param>
    /// <param name="spec">What was submitted now.</param>
    public static Submitted Known(JobId known, JobSpec? stored, JobSpec spec) =>
        new(known, IsNew: false, IsSame: stored is null || StatedSpec.AreSame(stored, spec));

    /// <summary>Labels as a JSON object.</summary>
    public static string TagsOf(IEnumerable<KeyValuePair<string, string>> tags) =>
        Properties.Object(json =>
        {
            foreach (var (name, value) in tags)
            {
                json.WriteString(name, value);
            }
        });

    /// <summary>What <see cref="TagsOf"/> wrote.</summary>
    public static ImmutableSortedDictionary<string, string> TagsIn(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json
            .RootElement.EnumerateObject()
            .ToImmutableSortedDictionary(one => one.Name, one => one.Value.GetString()!, StringComparer.Ordinal);
    }

    private static GroupRow GroupOf(TaskSpec task, int ordinal)
    {
        var (total, rest) = (task.Expansion.Count, RestOf(task));
        var counts = new long[States.Count];
        counts[(int)rest] = total;
        return new GroupRow(ordinal, task.Id, total, Next: 0, rest, counts);
    }

    /// <summary>What needs nothing could start at once; what runs however the job ends waits for all others.</summary>
    private static TaskState RestOf(TaskSpec task) =>
        task is { Needs.IsEmpty: true, IsFinally: false } ? TaskState.Ready : TaskState.Blocked;
}
