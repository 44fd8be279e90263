namespace Rota.Bench.Locks;

/// <summary>Notes one writer's waits and commits.</summary>
/// <param name="started">When it began, in microseconds.</param>
internal sealed class WaitLog(long started)
{
    private readonly List<long> waits = [];
    private readonly List<long> wishes = [];
    private long last = started;
    private long gap;

    /// <summary>Notes a commit.</summary>
    /// <param name="asked">When it asked for the lock.</param>
    /// <param name="got">When it had it.</param>
    /// <param name="committed">When the commit was durable.</param>
    public void Committed(long asked, long got, long committed)
    {
        waits.Add(got - asked);
        wishes.Add(got - last);
        gap = Math.Max(gap, committed - last);
        last = committed;
    }

    /// <summary>Notes a wait that ended without the lock.</summary>
    public void InVain(long asked, long gaveUp) => waits.Add(gaveUp - asked);

    /// <summary>All of it; the time since the last commit is a gap too.</summary>
    public WriterResult Result(long contention, long ended) =>
        new(wishes.Count, contention, Math.Max(gap, ended - last), waits, wishes);
}
