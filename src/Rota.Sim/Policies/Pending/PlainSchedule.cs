namespace Rota.Sim.Policies.Pending;

/// <summary>All events in one binary heap: what the quick schedule is measured and checked against.</summary>
internal struct PlainSchedule : ISchedule
{
    private EventHeap heap;
    private long[] delays;
    private long sequence;

    public void Open(in ScheduleShape shape)
    {
        heap = EventHeap.Create();
        delays = shape.Delays;
        sequence = 0;
    }

    public void Arrive(long time) => At(time, new Event { Kind = EventKind.Arrival });

    public void End(int server, long time) => At(time, new Event { Kind = EventKind.Ended, Node = server });

    public void Cancel(int server) => heap.RemoveEnd(server);

    public void Send(int row, long now, in Event message) => At(now + delays[row], message);

    public void At(long time, in Event happening)
    {
        var planned = happening;
        planned.Time = time;
        planned.Sequence = sequence++;
        heap.Push(planned);
    }

    public bool TryNext(out Event next)
    {
        if (heap.Count == 0)
        {
            next = default;
            return false;
        }

        next = heap.Pop();
        return true;
    }
}
