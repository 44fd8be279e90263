using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Model;

namespace Rota.Core.Scheduling.Rules;

/// <summary>What a person asks of a job.</summary>
public abstract record JobCommand
{
    private JobCommand() { }

    /// <summary>The job.</summary>
    public required JobId Job { get; init; }

    /// <summary>
    /// End it: nothing more starts, what runs is stopped. What runs however it ends goes on, until a second one.
    /// </summary>
    public sealed record Cancel : JobCommand
    {
        /// <summary>Whether that is ended at once too.</summary>
        public bool IsAll { get; init; }
    }

    /// <summary>Start nothing until resumed.</summary>
    public sealed record Pause : JobCommand;

    /// <summary>Start again.</summary>
    public sealed record Resume : JobCommand;

    /// <summary>Change its place.</summary>
    public sealed record SetPriority : JobCommand
    {
        /// <summary>Higher first.</summary>
        public required int Priority { get; init; }
    }

    /// <summary>Change how many of its tasks run at a time.</summary>
    public sealed record SetParallel : JobCommand
    {
        /// <summary>The most; null for as many as there is room for.</summary>
        public required int? Most { get; init; }

        /// <summary>The entry that is meant; null for all of the job together.</summary>
        public string? Entry { get; init; }
    }

    /// <summary>Have another queue count what of it has not started.</summary>
    public sealed record SetQueue : JobCommand
    {
        /// <summary>The queue.</summary>
        public required string Queue { get; init; }
    }

    /// <summary>A job that it needs has ended.</summary>
    public sealed record Settle : JobCommand
    {
        /// <summary>The job that has.</summary>
        public required JobId Needed { get; init; }

        /// <summary>How.</summary>
        public required JobState Outcome { get; init; }
    }

    /// <summary>Change how long an attempt may run, also of those that run already.</summary>
    public sealed record SetTimeout : JobCommand
    {
        /// <summary>The longest run; null for as long as it takes.</summary>
        public required TimeSpan? Timeout { get; init; }

        /// <summary>The entry that is meant; null for all.</summary>
        public string? Entry { get; init; }
    }

    /// <summary>Hold tasks that wait: they do not start until they are released.</summary>
    public sealed record Hold : JobCommand
    {
        /// <summary>Their entry.</summary>
        public required int Group { get; init; }

        /// <summary>The tasks.</summary>
        public required OrdinalRanges Tasks { get; init; }
    }

    /// <summary>Let held tasks start again.</summary>
    public sealed record Release : JobCommand
    {
        /// <summary>Their entry.</summary>
        public required int Group { get; init; }

        /// <summary>The tasks.</summary>
        public required OrdinalRanges Tasks { get; init; }
    }

    /// <summary>Add tasks to an entry of an open job.</summary>
    public sealed record Add : JobCommand
    {
        /// <summary>The entry.</summary>
        public required int Group { get; init; }

        /// <summary>What the new ones are made of.</summary>
        public required Expansion More { get; init; }

        /// <summary>Number of the request: what it added is known by it.</summary>
        public required long Request { get; init; }

        /// <summary>Idempotency key: what is added with it is added once; null for none.</summary>
        public string? Key { get; init; }
    }

    /// <summary>Change what entries run, and how, of which no task was started.</summary>
    public sealed record Edit : JobCommand
    {
        /// <summary>The entries.</summary>
        public required ImmutableArray<int> Entries { get; init; }

        /// <summary>A specification of the same entries, with what they get.</summary>
        public required JobSpec Edited { get; init; }
    }

    /// <summary>Start one task on a node that a scheduler outside has chosen.</summary>
    /// <param name="Group">Its entry.</param>
    /// <param name="Index">Its ordinal.</param>
    /// <param name="Node">The name of the node.</param>
    /// <param name="Request">Number of the request: the answer is known by it.</param>
    public sealed record Claim(int Group, int Index, string Node, long Request) : JobCommand;

    /// <summary>Add no more tasks: it ends when those that it has are done.</summary>
    public sealed record Seal : JobCommand;

    /// <summary>Run ended tasks again.</summary>
    public sealed record Rerun : JobCommand
    {
        /// <summary>The tasks, each with the outcome that is given up.</summary>
        public required ImmutableArray<EndedTask> Tasks { get; init; }

        /// <summary>Tasks that run however the job ends, and have: they run again after any other that does.</summary>
        public ImmutableArray<EndedTask> Last { get; init; } = [];

        /// <summary>
        /// The only ones that are meant, by entry and ordinal: of their entries no other task runs, touched or not.
        /// Null when all untouched tasks that were given up are meant too.
        /// </summary>
        public IReadOnlySet<(int Group, int Index)>? Chosen { get; init; }
    }
}

/// <summary>A task with an outcome.</summary>
/// <param name="Group">Its entry.</param>
/// <param name="Index">Its ordinal.</param>
/// <param name="State">Its outcome.</param>
/// <param name="Attempts">Attempts so far.</param>
public readonly record struct EndedTask(int Group, int Index, TaskState State, int Attempts);
