using Rota.Core.Model;

namespace Rota.Store.Turns;

/// <summary>Which ended tasks of a job are to run again.</summary>
public abstract record RerunSelection
{
    private RerunSelection() { }

    /// <summary>Whether it is about this one, which has ended.</summary>
    /// <param name="group">Its entry.</param>
    /// <param name="index">Its ordinal.</param>
    /// <param name="outcome">Its outcome.</param>
    public abstract bool Has(int group, int index, TaskState outcome);

    /// <summary>All that did not succeed.</summary>
    public sealed record Failed : RerunSelection
    {
        /// <inheritdoc/>
        public override bool Has(int group, int index, TaskState outcome) => outcome != TaskState.Succeeded;
    }

    /// <summary>All.</summary>
    public sealed record All : RerunSelection
    {
        /// <inheritdoc/>
        public override bool Has(int group, int index, TaskState outcome) => true;
    }

    /// <summary>Those named.</summary>
    /// <param name="Tasks">Entry and ordinal of each.</param>
    public sealed record Chosen(IReadOnlySet<(int Group, int Index)> Tasks) : RerunSelection
    {
        /// <inheritdoc/>
        public override bool Has(int group, int index, TaskState outcome) => Tasks.Contains((group, index));
    }
}
