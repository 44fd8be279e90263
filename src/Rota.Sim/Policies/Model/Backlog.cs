namespace Rota.Sim.Policies.Model;

/// <summary>
/// What waits at nodes: the entries of all queues in one pool, so that a queue costs nothing when it is empty.
/// </summary>
internal sealed class Backlog
{
    /// <summary>No entry.</summary>
    public const int None = -1;

    /// <summary>In place of a task: a reservation, whose task is still to be asked for.</summary>
    public const int Reservation = -1;

    private Entry[] entries = new Entry[1_024];
    private int used;
    private int free = None;

    /// <summary>Puts a task or reservation at the end of a node's queue.</summary>
    public void Append(ref ModelNode node, int job, int task)
    {
        var place = Open(job, task, None);
        if (node.Head == None)
        {
            node.Head = place;
        }
        else
        {
            entries[node.Tail].Next = place;
        }

        node.Tail = place;
        node.Queued++;
    }

    /// <summary>Puts a task at the head of a node's queue.</summary>
    public void Prepend(ref ModelNode node, int job, int task)
    {
        var place = Open(job, task, node.Head);
        node.Head = place;
        node.Tail = node.Queued++ == 0 ? place : node.Tail;
    }

    /// <summary>Takes the first entry out. There must be one.</summary>
    public void Take(ref ModelNode node, out int job, out int task)
    {
        var place = node.Head;
        ref var entry = ref entries[place];
        (job, task) = (entry.Job, entry.Task);
        node.Head = entry.Next;
        node.Queued--;
        entry.Next = free;
        free = place;
    }

    /// <summary>Fetches an entry ahead of time.</summary>
    public void Fetch(int entry) => Foresight.Fetch(ref entries[entry]);

    private int Open(int job, int task, int next)
    {
        var place = free;
        if (place != None)
        {
            free = entries[place].Next;
        }
        else
        {
            place = used++;
            if (place == entries.Length)
            {
                Array.Resize(ref entries, used * 2);
            }
        }

        entries[place] = new Entry(job, task, next);
        return place;
    }

    private record struct Entry(int Job, int Task, int Next);
}
