using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Scheduling.State;

namespace Rota.Fabric.Orders;

/// <summary>
/// What a runner tells a node about one attempt, as plain data. The attempt is the operation's id: told twice, it is
/// done once.
/// </summary>
public abstract record NodeOrder
{
    private NodeOrder() { }

    /// <summary>The attempt.</summary>
    public required AttemptId Attempt { get; init; }

    /// <summary>Its job: its partition says whose orders about it count.</summary>
    public required JobId Job { get; init; }

    /// <summary>A claim: run it, in the room that is reserved for it. The node answers each.</summary>
    public sealed record Launch : NodeOrder
    {
        /// <summary>The epoch that it was committed in.</summary>
        public required long Fence { get; init; }

        /// <summary>What was submitted; the same object for all claims of a job.</summary>
        public required JobSpec Spec { get; init; }

        /// <summary>Ordinal of its entry in the specification.</summary>
        public required int Group { get; init; }

        /// <summary>Its ordinal in the entry.</summary>
        public required int Index { get; init; }

        /// <summary>Which attempt of its task it is, from 1.</summary>
        public required int Number { get; init; }

        /// <summary>Number of its shape at this runner: attempts of one shape can take each other's place.</summary>
        public required int Shape { get; init; }

        /// <summary>Whether it waits for the place of one of its shape, instead of room of its own.</summary>
        public required bool IsInPlace { get; init; }

        /// <summary>Its GPUs, by position on the node.</summary>
        public IReadOnlyList<int> Gpus { get; init; } = [];

        /// <summary>The CPUs that it is pinned to, by number.</summary>
        public IReadOnlyList<int> Cpus { get; init; } = [];

        /// <summary>Memory its processes may take together, in bytes; 0 for no limit.</summary>
        public long MemoryBytes { get; init; }

        /// <summary>
        /// What it takes of its node, as <see cref="Core.Placement.Takings"/> writes it; empty on the home's own
        /// machine, whose book the home keeps.
        /// </summary>
        public string Takes { get; init; } = "";

        /// <summary>
        /// After how long without the home its node stops it; null for never, and on the home's own machine.
        /// </summary>
        public TimeSpan? SelfStopAfter { get; init; }

        /// <summary>How the job went, for a task that runs however it ends; null for others.</summary>
        public JobTally? Tally { get; init; }

        /// <summary>
        /// Whether it is made again on a line, for want of an answer: a node that does not have the attempt any more
        /// must not take it for new, for it may have been taken back meanwhile.
        /// </summary>
        public bool IsRepeated { get; init; }
    }

    /// <summary>Start it though no place was freed: there is room now.</summary>
    public sealed record Promote : NodeOrder;

    /// <summary>Take it back unless it has started.</summary>
    public sealed record Withdraw : NodeOrder;

    /// <summary>End it by its stop policy.</summary>
    public sealed record Stop : NodeOrder;
}
