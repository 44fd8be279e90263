namespace Rota.Sim.Policies.Pending;

/// <summary>Something that happens at a moment of virtual time.</summary>
internal struct Event
{
    /// <summary>When, in ticks.</summary>
    public long Time;

    /// <summary>Order among events of one tick: that in which they were planned.</summary>
    public long Sequence;

    /// <summary>What.</summary>
    public EventKind Kind;

    /// <summary>The node it happens to or comes from; of <see cref="EventKind.Ended"/> the server.</summary>
    public int Node;

    /// <summary>The job it is about, as its place in the book of jobs.</summary>
    public int Job;

    /// <summary>The task of that job, a dispatcher or a token: the kind says which.</summary>
    public int Detail;

    /// <summary>Whether it comes before a moment and number.</summary>
    public readonly bool IsBefore(long time, long sequence) => Time < time || (Time == time && Sequence < sequence);
}

/// <summary>The kinds of events.</summary>
internal enum EventKind
{
    /// <summary>The next job arrives.</summary>
    Arrival,

    /// <summary>A server has ended its task.</summary>
    Ended,

    /// <summary>A node fails.</summary>
    Fails,

    /// <summary>A node is back.</summary>
    Repaired,

    /// <summary>A probe has reached the nodes it asks.</summary>
    Look,

    /// <summary>A task reaches its node.</summary>
    Task,

    /// <summary>A task reaches the node that left a token: the node field is the token.</summary>
    TokenTask,

    /// <summary>A reservation reaches a node.</summary>
    Reservation,

    /// <summary>A node asks for the task of a reservation.</summary>
    Ask,

    /// <summary>A node that asked gets a task.</summary>
    Given,

    /// <summary>A node that asked learns that nothing is left.</summary>
    NothingLeft,

    /// <summary>A token reaches a stock.</summary>
    Join,

    /// <summary>A node takes its token back.</summary>
    Withdraw,

    /// <summary>A scheduler has planned a job.</summary>
    Planned,

    /// <summary>An answer reaches the dispatcher.</summary>
    Answer,
}
