using Rota.Sim.Policies.Figures;

namespace Rota.Sim.Policies.Pending;

/// <summary>
/// The schedule that runs use: arrivals are one field, messages of equal delay a ring, ends of tasks a wheel, and only
/// what is rare is in a heap.
/// </summary>
internal struct QuickSchedule : ISchedule
{
    private EventRow[] rows;
    private Wheel wheel;
    private EventHeap rare;
    private long arrivalTime;
    private long arrivalSequence;
    private long sequence;

    public void Open(in ScheduleShape shape)
    {
        rows = [.. shape.Delays.Select(EventRow.Create)];
        wheel = Wheel.Create(shape.Servers, shape.MeanGap, shape.Foresight);
        rare = EventHeap.Create();
        arrivalTime = Ticks.Never;
        sequence = 0;
    }

    public void Arrive(long time) => (arrivalTime, arrivalSequence) = (time, sequence++);

    public void End(int server, long time) => wheel.Add(server, time, sequence++);

    public void Cancel(int server) => wheel.Cancel(server);

    public void Send(int row, long now, in Event message) => rows[row].Send(now, sequence++, message);

    public void At(long time, in Event happening)
    {
        var planned = happening;
        planned.Time = time;
        planned.Sequence = sequence++;
        rare.Push(planned);
    }

    public bool TryNext(out Event next)
    {
        const int Arrival = -1;
        const int Rare = -2;
        var (source, time, order) = (Arrival, arrivalTime, arrivalSequence);
        for (var row = 0; row < rows.Length; row++)
        {
            ref var candidate = ref rows[row];
            if (candidate.Time < time || (candidate.Time == time && candidate.Sequence < order))
            {
                (source, time, order) = (row, candidate.Time, candidate.Sequence);
            }
        }

        if (rare.Count > 0 && rare.Top.IsBefore(time, order))
        {
            (source, time, order) = (Rare, rare.Top.Time, rare.Top.Sequence);
        }

        if (wheel.TryPeek(time) && (wheel.Time < time || (wheel.Time == time && wheel.Sequence < order)))
        {
            next = default;
            (next.Time, next.Sequence) = (wheel.Time, wheel.Sequence);
            next.Kind = EventKind.Ended;
            next.Node = wheel.Take();
            return true;
        }

        next = default;
        if (time == Ticks.Never)
        {
            return false;
        }

        if (source >= 0)
        {
            rows[source].Take(out next);
        }
        else if (source == Rare)
        {
            next = rare.Pop();
        }
        else
        {
            (next.Time, next.Sequence) = (time, order);
            arrivalTime = Ticks.Never;
        }

        return true;
    }
}
