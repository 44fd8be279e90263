using Rota.Core.Model;

namespace Rota.Store.Records;

/// <summary>An entry of a job.</summary>
/// <param name="Ordinal">Its position.</param>
/// <param name="Name">Its id in the job file.</param>
/// <param name="Total">How many tasks.</param>
/// <param name="Next">The first untouched task.</param>
/// <param name="Rest">The state of all untouched ones.</param>
/// <param name="Counts">Tasks by state.</param>
public sealed record GroupRow(int Ordinal, string Name, int Total, int Next, TaskState Rest, long[] Counts)
{
    /// <summary>Tasks that people hold.</summary>
    public OrdinalRanges Held { get; init; } = OrdinalRanges.None;
}
