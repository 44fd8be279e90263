using System.Numerics;
using Rota.Sim.Policies.Model;

namespace Rota.Sim.Policies.Pending;

/// <summary>
/// Ends of tasks, one a server at most: a ring of buckets of equal width (a calendar queue, Brown 1988). A bucket is
/// sorted only when its time has come, and then holds two or three events. What lies more than a lap ahead waits in
/// a heap.
/// </summary>
internal struct Wheel
{
    private const int None = -1;
    private const int BucketsMin = 64;
    private Entry[] entries;
    private int[] heads;
    private int shift;
    private long cursor;
    private int inBuckets;
    private Soon[] soon;
    private int soonCount;
    private EventHeap far;
    private Foresight? foresight;

    /// <summary>An empty wheel.</summary>
    /// <param name="servers">Servers that may have an end planned.</param>
    /// <param name="meanGap">Expected time between two ends, in ticks.</param>
    /// <param name="foresight">Fetches what ends will touch; null for nothing.</param>
    public static Wheel Create(int servers, long meanGap, Foresight? foresight)
    {
        // Two events a bucket, and a lap of eight service times of full servers: few ends lie further ahead.
        var buckets = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(BucketsMin, servers * 4L));
        var wheel = new Wheel
        {
            entries = new Entry[servers],
            heads = new int[buckets],
            shift = BitOperations.Log2((ulong)Math.Max(1, meanGap * 2)),
            soon = new Soon[64],
            far = EventHeap.Create(),
            foresight = foresight,
        };
        Array.Fill(wheel.heads, None);
        return wheel;
    }

    /// <summary>The first end, as <see cref="TryPeek"/> found it.</summary>
    public readonly long Time => soon[soonCount - 1].Time;

    /// <summary>Its sequence.</summary>
    public readonly long Sequence => soon[soonCount - 1].Sequence;

    /// <summary>Plans an end.</summary>
    public void Add(int server, long time, long sequence)
    {
        var bucket = time >> shift;
        if (bucket <= cursor)
        {
            Insert(new Soon(time, sequence, server));
        }
        else if (bucket - cursor < heads.Length)
        {
            Link(server, time, sequence, bucket);
        }
        else
        {
            far.Push(
                new Event
                {
                    Time = time,
                    Sequence = sequence,
                    Kind = EventKind.Ended,
                    Node = server,
                }
            );
        }
    }

    /// <summary>
    /// Looks for the first end. The cursor does not go beyond the limit: what is planned before then must still find a
    /// bucket ahead of it.
    /// </summary>
    /// <param name="limit">A moment after which the answer does not matter.</param>
    public bool TryPeek(long limit) => soonCount > 0 || Advance(limit);

    /// <summary>Takes the first end out.</summary>
    public int Take() => soon[--soonCount].Server;

    /// <summary>Takes back the end of a server, if it has one.</summary>
    public void Cancel(int server)
    {
        for (var place = 0; place < soonCount; place++)
        {
            if (soon[place].Server == server)
            {
                soon.AsSpan(place + 1, soonCount - place - 1).CopyTo(soon.AsSpan(place));
                soonCount--;
                return;
            }
        }

        if (far.RemoveEnd(server))
        {
            return;
        }

        ref var link = ref heads[(int)(entries[server].Time >> shift) & (heads.Length - 1)];
        while (link != server)
        {
            if (link == None)
            {
                return;
            }

            link = ref entries[link].Next;
        }

        link = entries[server].Next;
        inBuckets--;
    }

    private bool Advance(long limit)
    {
        var last = limit >> shift;
        while (cursor < last && inBuckets + far.Count > 0)
        {
            if (inBuckets == 0)
            {
                // Nothing in this lap: straight to where there is something, or to the limit.
                cursor = Math.Min(last, far.Count == 0 ? last : far.Top.Time >> shift) - 1;
            }

            cursor++;
            BringNear();
            if (foresight is not null)
            {
                LookAhead(foresight);
            }

            ref var head = ref heads[(int)cursor & (heads.Length - 1)];
            if (head != None)
            {
                Gather(ref head);
            }

            if (soonCount > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Three looks at each bucket before its time: each fetches what the next one reads.</summary>
    private readonly void LookAhead(Foresight fetch)
    {
        var first = heads[(int)(cursor + 24) & (heads.Length - 1)];
        if (first != None)
        {
            Foresight.Fetch(ref entries[first]);
        }

        for (var far = heads[(int)(cursor + 12) & (heads.Length - 1)]; far != None; far = entries[far].Next)
        {
            fetch.Far(far);
        }

        for (var near = heads[(int)(cursor + 6) & (heads.Length - 1)]; near != None; near = entries[near].Next)
        {
            fetch.Near(near);
        }
    }

    private void BringNear()
    {
        while (far.Count > 0 && (far.Top.Time >> shift) - cursor < heads.Length)
        {
            var near = far.Pop();
            Add(near.Node, near.Time, near.Sequence);
        }
    }

    private void Gather(ref int head)
    {
        for (var server = head; server != None; server = entries[server].Next)
        {
            ref var entry = ref entries[server];
            Insert(new Soon(entry.Time, entry.Sequence, server));
            inBuckets--;
        }

        head = None;
    }

    private void Link(int server, long time, long sequence, long bucket)
    {
        ref var head = ref heads[(int)bucket & (heads.Length - 1)];
        entries[server] = new Entry(time, sequence, head);
        head = server;
        inBuckets++;
    }

    /// <summary>Keeps the soonest last, where it costs nothing to take it out.</summary>
    private void Insert(Soon added)
    {
        if (soonCount == soon.Length)
        {
            Array.Resize(ref soon, soonCount * 2);
        }

        var place = soonCount++;
        while (place > 0 && soon[place - 1].IsBefore(added))
        {
            soon[place] = soon[place - 1];
            place--;
        }

        soon[place] = added;
    }

    private struct Entry(long time, long sequence, int next)
    {
        public readonly long Time = time;
        public readonly long Sequence = sequence;
        public int Next = next;
    }

    private readonly record struct Soon(long Time, long Sequence, int Server)
    {
        public bool IsBefore(in Soon other) => Time < other.Time || (Time == other.Time && Sequence < other.Sequence);
    }
}
