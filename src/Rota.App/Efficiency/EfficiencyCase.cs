using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Efficiency;

/// <summary>Holds what tasks asked for against what they used.</summary>
public static class EfficiencyCase
{
    /// <summary>Of a job, of an entry, or of one task.</summary>
    /// <exception cref="ProblemException">There is none of this name.</exception>
    public static EfficiencyView Of(Site site, string address)
    {
        using var queries = site.Open().Read();
        var asked = TaskAddress.Look(queries, address);
        var entries = Enumerable
            .Range(0, asked.Spec.Tasks.Length)
            .Select(group => asked.Group is { } only && only != group ? null : new EntryFigures(asked.Spec, group))
            .ToArray();
        foreach (var attempt in Last(AttemptsOf(queries, asked)))
        {
            entries[attempt.Group]?.Add(attempt);
        }

        return new EfficiencyView(
            asked.Job.Id.Value,
            ShownText.Of(asked.Job.Name)!,
            asked.Job.State,
            [.. entries.OfType<EntryFigures>().Select(entry => entry.View(asked.Job.Id))]
        );
    }

    private static IEnumerable<AttemptRow> AttemptsOf(IHomeReader queries, TaskAddress asked) =>
        asked is { Group: { } group, Index: { } index }
            ? queries.Attempts.Of(new TaskKey(asked.Job.Id, group, index))
            : queries.Attempts.Of(asked.Job.Id);

    /// <summary>Of each task the last attempt: they come in the order of tasks.</summary>
    private static IEnumerable<AttemptRow> Last(IEnumerable<AttemptRow> attempts)
    {
        AttemptRow? last = null;
        foreach (var attempt in attempts)
        {
            if (last is not null && (last.Group, last.Index) != (attempt.Group, attempt.Index))
            {
                yield return last;
            }

            last = attempt;
        }

        if (last is not null)
        {
            yield return last;
        }
    }

    /// <summary>The figures of one entry.</summary>
    private sealed class EntryFigures(JobSpec spec, int group)
    {
        private readonly TaskSpec task = spec.Tasks[group];
        private readonly TaskPolicy policy = spec.Policies[spec.Tasks[group].Policy];
        private readonly Spread cpus = new(isLeastWorst: true);
        private readonly Spread memory = new(isLeastWorst: false);
        private readonly Spread time = new(isLeastWorst: false);
        private long measured;

        private double Cpus =>
            policy.Resources.Slots > 0 ? policy.Resources.Slots : policy.Resources.MilliCpus / 1000.0;

        public void Add(AttemptRow attempt)
        {
            if (attempt.Started is not { } started)
            {
                return;
            }

            measured++;
            var seconds = Math.Max(0, (attempt.Ended - started).TotalSeconds);
            time.Add(seconds, attempt.Index);
            if (seconds > 0 && Cpus > 0)
            {
                cpus.Add(attempt.CpuMicros / 1e6 / (seconds * Cpus), attempt.Index);
            }

            if (attempt.PeakMemoryBytes > 0)
            {
                memory.Add(attempt.PeakMemoryBytes, attempt.Index);
            }
        }

        public EntryEfficiency View(JobId job)
        {
            string Address(int index) => Words.Address(job, task, index);
            return new EntryEfficiency
            {
                Task = task.Id,
                Measured = measured,
                Cpus = Cpus,
                MemoryBytes = policy.Resources.MemoryBytes is > 0 and var bytes ? bytes : null,
                TimeoutSeconds = policy.Timeout?.TotalSeconds,
                CpuShare = cpus.Of(Address),
                PeakMemoryBytes = memory.Of(Address),
                Seconds = time.Of(Address),
            };
        }
    }
}
