namespace Rota.Sim.Policies.Pending;

/// <summary>A binary heap of events: for the few that neither a row nor the wheel takes.</summary>
internal struct EventHeap
{
    private Event[] events;

    /// <summary>How many are in it.</summary>
    public int Count { get; private set; }

    /// <summary>An empty heap.</summary>
    public static EventHeap Create() => new() { events = new Event[64] };

    /// <summary>The first one. There must be one.</summary>
    public readonly ref readonly Event Top => ref events[0];

    /// <summary>Puts an event in.</summary>
    public void Push(in Event added)
    {
        if (Count == events.Length)
        {
            Array.Resize(ref events, Count * 2);
        }

        Raise(Count++, added);
    }

    /// <summary>Takes the first one out.</summary>
    public Event Pop()
    {
        var top = events[0];
        RemoveAt(0);
        return top;
    }

    /// <summary>Takes the end of a server out; slow, for failures only.</summary>
    public bool RemoveEnd(int server)
    {
        for (var place = 0; place < Count; place++)
        {
            if (events[place].Kind == EventKind.Ended && events[place].Node == server)
            {
                RemoveAt(place);
                return true;
            }
        }

        return false;
    }

    private void RemoveAt(int place)
    {
        var last = events[--Count];
        if (place == Count)
        {
            return;
        }

        while (true)
        {
            var child = (2 * place) + 1;
            if (child >= Count)
            {
                break;
            }

            if (child + 1 < Count && events[child + 1].IsBefore(events[child].Time, events[child].Sequence))
            {
                child++;
            }

            if (!events[child].IsBefore(last.Time, last.Sequence))
            {
                break;
            }

            events[place] = events[child];
            place = child;
        }

        Raise(place, last);
    }

    private readonly void Raise(int place, in Event added)
    {
        while (place > 0)
        {
            var parent = (place - 1) / 2;
            if (!added.IsBefore(events[parent].Time, events[parent].Sequence))
            {
                break;
            }

            events[place] = events[parent];
            place = parent;
        }

        events[place] = added;
    }
}
