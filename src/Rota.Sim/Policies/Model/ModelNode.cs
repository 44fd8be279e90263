namespace Rota.Sim.Policies.Model;

/// <summary>A node with its servers, one a slot, and its queue.</summary>
internal struct ModelNode
{
    /// <summary>What <see cref="Load"/> says of a node that is away.</summary>
    private const int Away = 1 << 30;

    /// <summary>First of the free servers.</summary>
    public int FreeServer;

    /// <summary>Slots that run a task, or wait for one that was asked for.</summary>
    public int Busy;

    /// <summary>Entries of the queue.</summary>
    public int Queued;

    /// <summary>First entry of the queue.</summary>
    public int Head;

    /// <summary>Last entry of the queue.</summary>
    public int Tail;

    /// <summary>More than any load while the node is away, else 0.</summary>
    private int penalty;

    /// <summary>Time a task takes here, as a multiple of that on a node of speed 1.</summary>
    public double Slowness;

    /// <summary>What it tells a strategy.</summary>
    public readonly int Load => Busy + Queued + penalty;

    /// <summary>Whether it has failed.</summary>
    public bool IsAway
    {
        readonly get => penalty != 0;
        set => penalty = value ? Away : 0;
    }
}

/// <summary>One slot of a node: it runs one task at a time.</summary>
internal struct Server
{
    /// <summary>The job it works for; -1 when it is free.</summary>
    public int Job;

    /// <summary>The task; of a free server the next free one.</summary>
    public int Task;

    /// <summary>The node it belongs to.</summary>
    public int Node;
}

/// <summary>A job from its arrival to the end of its last task.</summary>
internal struct Job
{
    /// <summary>When it arrived.</summary>
    public long Arrival;

    /// <summary>Which job of the run it is, from 0.</summary>
    public long Number;

    /// <summary>Its tasks.</summary>
    public int Tasks;

    /// <summary>Tasks that were given to a node.</summary>
    public int Launched;

    /// <summary>Tasks that have not ended.</summary>
    public int Left;

    /// <summary>Reservations and messages that name it: its place in the book is taken until they are gone.</summary>
    public int References;

    /// <summary>Who places it.</summary>
    public int Dispatcher;

    /// <summary>The next one of a list it waits in.</summary>
    public int Next;
}
