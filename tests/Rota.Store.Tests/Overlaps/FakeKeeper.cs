using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Store.Tests.Overlaps;

/// <summary>
/// What a keeper does, without processes: obeys the latest claim of a partition, keeps ends until they are acknowledged,
/// and writes down every start of a task.
/// </summary>
internal sealed class FakeKeeper
{
    private readonly long[] claims = new long[Partition.Count];
    private readonly Dictionary<AttemptId, (Attempt Attempt, bool IsRunning, NodeEvent.Ended? End)> known = [];

    /// <summary>What must never be, as sentences.</summary>
    public List<string> Wrong { get; } = [];

    public HashSet<(TaskKey Task, int Number)> Starts { get; } = [];

    public int[] Running => [.. known.Values.Where(one => one.IsRunning).Select(one => (int)one.Attempt.Id.Value)];

    public bool Claim(long epoch, IReadOnlyCollection<int> partitions)
    {
        if (partitions.Any(partition => claims[partition] > epoch))
        {
            return false;
        }

        foreach (var partition in partitions)
        {
            claims[partition] = epoch;
        }

        foreach (var waiting in known.Values.Where(one => !one.IsRunning && one.End is null && partitions.Contains(one.Attempt.Job.Partition)).ToArray())
        {
            known.Remove(waiting.Attempt.Id);
        }

        return true;
    }

    public bool Knows(AttemptId attempt) => known.ContainsKey(attempt);

    /// <summary>Reports on all attempts of these partitions that nobody claimed in a later epoch.</summary>
    public IEnumerable<NodeEvent> Reports(long epoch, IReadOnlySet<int> partitions)
    {
        foreach (var (attempt, isRunning, end) in known.Values)
        {
            if (!partitions.Contains(attempt.Job.Partition) || claims[attempt.Job.Partition] != epoch)
            {
                continue;
            }

            if (isRunning || end is not null)
            {
                yield return new NodeEvent.Started { Attempt = attempt.Id, Pid = 7, At = Home.Now };
            }

            if (end is not null)
            {
                yield return end;
            }
        }
    }

    public void Obey(long epoch, Effect effect)
    {
        var attempt = effect.Attempt;
        if (claims[attempt.Job.Partition] > epoch)
        {
            return;
        }

        switch (effect.Kind)
        {
            case EffectKind.Launch when !known.ContainsKey(attempt.Id):
                Start(attempt);
                break;
            case EffectKind.LaunchInPlace when !known.ContainsKey(attempt.Id):
                known[attempt.Id] = (attempt, false, null);
                break;
            case EffectKind.Promote when known.TryGetValue(attempt.Id, out var one) && !one.IsRunning && one.End is null:
                Start(attempt);
                break;
        }
    }

    public void End(int attempt)
    {
        var id = new AttemptId(attempt);
        known[id] = (known[id].Attempt, false, new NodeEvent.Ended
        {
            Attempt = id,
            Report = new ExitReport { Started = Home.Now, Ended = Home.Now + TimeSpan.FromSeconds(1), ExitCode = 0 },
        });
    }

    public void Acknowledge(AttemptId attempt) => known.Remove(attempt);

    private void Start(Attempt attempt)
    {
        if (!Starts.Add((attempt.Task, attempt.Number)))
        {
            Wrong.Add($"{attempt.Task} was started twice as attempt {attempt.Number}");
        }

        if (known.Values.Any(one => one.IsRunning && one.Attempt.Task == attempt.Task))
        {
            Wrong.Add($"{attempt.Task} has two live attempts");
        }

        known[attempt.Id] = (attempt, true, null);
        if (known.Values.Count(one => one.IsRunning) > Home.Node.Slots)
        {
            Wrong.Add("more tasks run than there are slots");
        }
    }
}
