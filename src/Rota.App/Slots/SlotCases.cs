using Rota.App.Problems;
using Rota.Core.Slots;
using Rota.Linux.Clocks;
using Rota.Runners.Members;
using Rota.Store.Local;

namespace Rota.App.Slots;

/// <summary>Looks at the timetable of the runners, or at what one could do.</summary>
public static class SlotCases
{
    /// <summary>The timetable now.</summary>
    public static TimetableView Now(Site site)
    {
        var home = site.Open();
        using var queries = home.Read();
        using var map = SharedMap.Open(home.State.SharedMap);
        var frame = queries.Frame.Current;
        var partitions = queries.Frame.PartitionCounts();
        RunnerView[] runners =
        [
            .. frame.Members.Select(
                (member, rank) =>
                    RunnerView.Of(
                        member,
                        rank,
                        partitions.GetValueOrDefault(member.Incarnation),
                        map?.Read(member.Incarnation) ?? default,
                        Liveness.IsAlive(member)
                    )
            ),
        ];
        return new TimetableView
        {
            Epoch = frame.Epoch,
            CycleMs = frame.Cycle / 1_000.0,
            SlotMs = frame.SlotLength / 1_000.0,
            GuardMs = frame.Guard / 1_000.0,
            Strict = frame.IsStrict,
            Slots = queries.NodeCapacity()?.Slots,
            Contention = runners.Sum(runner => runner.Contention),
            TurnsPerSecondMax = runners.Max(runner => (double?)runner.TurnCostP99Ms) is > 0 and var cost
                ? Math.Round(1_000 / cost, 1)
                : null,
            Runners = runners,
            AtMs = frame.Members.IsEmpty ? null : AtMs(frame),
        };
    }

    private static double AtMs(Frame frame)
    {
        var now = new MonotonicClock().Now;
        return (now - frame.CycleStart(now)) / 1_000.0;
    }

    /// <summary>What a timetable could do, before anything runs.</summary>
    /// <exception cref="ProblemException">It is none.</exception>
    public static CapacityView Plan(CapacityPlan plan) =>
        plan is { Runners: > 0, Workers: > 0, Cycle: > 0 }
            ? new CapacityView(plan)
            : throw new ProblemException(ProblemCodes.Usage, "runners, workers and cycle must be above 0");
}
