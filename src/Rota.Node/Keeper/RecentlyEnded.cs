using Rota.Node.Hosting;

namespace Rota.Node.Keeper;

/// <summary>
/// Attempts that ended a short while ago, by session, so that processes they left behind can be found and ended.
/// </summary>
internal sealed class RecentlyEnded(IKernel kernel)
{
    /// <summary>How long left-behind processes may go on after a polite signal, in microseconds.</summary>
    public const long Grace = 4_000_000;

    private const long Memory = 10_000_000;
    private readonly Lock gate = new();
    private readonly Queue<(int Session, long Attempt, long At)> order = new();
    private readonly Dictionary<int, long> bySession = [];

    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                Forget();
                return order.Count == 0;
            }
        }
    }

    public void Add(int session, long attempt)
    {
        lock (gate)
        {
            order.Enqueue((session, attempt, kernel.Monotonic));
            bySession[session] = attempt;
        }
    }

    public bool WasSession(int session)
    {
        lock (gate)
        {
            return bySession.ContainsKey(session);
        }
    }

    private void Forget()
    {
        while (order.TryPeek(out var first) && kernel.Monotonic - first.At > Memory)
        {
            order.Dequeue();
            if (bySession.TryGetValue(first.Session, out var attempt) && attempt == first.Attempt)
            {
                bySession.Remove(first.Session);
            }
        }
    }
}
