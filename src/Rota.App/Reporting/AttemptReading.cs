using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Reporting;

/// <summary>Goes once through the attempts of a job, and keeps of each no more than its mark.</summary>
internal sealed class AttemptReading(JobSpec spec)
{
    /// <summary>Attempts that pictures are made of.</summary>
    public const int MarksMax = 1 << 20;

    private readonly EvenSample<AttemptMark> marks = new(MarksMax);
    private readonly GroupSums[] sums = new GroupSums[spec.Tasks.Length];
    private (int Group, int Index) task = (-1, -1);
    private int failedOfTask;

    /// <summary>Attempts that started.</summary>
    public long Count => marks.Seen;

    /// <summary>Those of them that failed.</summary>
    public long Failed { get; private set; }

    /// <summary>Those that are not the first of their task.</summary>
    public long Retries { get; private set; }

    /// <summary>Those that failed, and whose task succeeded later.</summary>
    public long Mended { get; private set; }

    /// <summary>Recorded durations of those of a replayed workflow.</summary>
    public double RecordedSeconds { get; private set; }

    /// <summary>The marks, by start.</summary>
    public AttemptMark[] Marks
    {
        get
        {
            AttemptMark[] sorted = [.. marks.Kept];
            Array.Sort(sorted, (a, b) => (a.StartMicros, a.EndMicros).CompareTo((b.StartMicros, b.EndMicros)));
            return sorted;
        }
    }

    /// <summary>What the attempts of an entry took.</summary>
    public GroupSums Of(int group) => sums[group];

    /// <summary>Takes the next, in the order of tasks.</summary>
    public void Add(AttemptRow attempt)
    {
        if (attempt.Started is not { } started)
        {
            return;
        }

        var outcome = attempt.Outcome switch
        {
            TaskState.Succeeded => MarkOutcome.Succeeded,
            TaskState.Cancelled or TaskState.Skipped => MarkOutcome.Stopped,
            _ => MarkOutcome.Failed,
        };
        marks.Add(
            new AttemptMark(
                started.Micros,
                attempt.Ended.Micros,
                attempt.Group,
                attempt.Index,
                (uint)Math.Min((attempt.PeakMemoryBytes + 1023) / 1024, uint.MaxValue),
                outcome
            )
        );
        CountOutcome(attempt, outcome);
        Retries += attempt.Number > 1 ? 1 : 0;
        ref var sum = ref sums[attempt.Group];
        sum = new GroupSums(
            sum.Attempts + 1,
            sum.Seconds + Math.Max(0, (attempt.Ended - started).TotalSeconds),
            sum.CpuMicros + attempt.CpuMicros,
            Math.Max(sum.PeakMemoryBytes, attempt.PeakMemoryBytes)
        );
        RecordedSeconds += spec.Tasks[attempt.Group].RecordedSeconds ?? 0;
    }

    private void CountOutcome(AttemptRow attempt, MarkOutcome outcome)
    {
        if (task != (attempt.Group, attempt.Index))
        {
            (task, failedOfTask) = ((attempt.Group, attempt.Index), 0);
        }

        if (outcome == MarkOutcome.Failed)
        {
            Failed++;
            failedOfTask++;
        }
        else if (outcome == MarkOutcome.Succeeded)
        {
            Mended += failedOfTask;
            failedOfTask = 0;
        }
    }
}

/// <summary>What the attempts of an entry took together.</summary>
/// <param name="Attempts">How many.</param>
/// <param name="Seconds">How long.</param>
/// <param name="CpuMicros">CPU time in microseconds.</param>
/// <param name="PeakMemoryBytes">Largest resident memory of any.</param>
internal readonly record struct GroupSums(long Attempts, double Seconds, long CpuMicros, long PeakMemoryBytes);
