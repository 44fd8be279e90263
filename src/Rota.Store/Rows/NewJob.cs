using System.Collections.Immutable;
using Rota.Store.Records;
using Rota.Store.Turns;

namespace Rota.Store.Rows;

/// <summary>The rows of a job that is accepted.</summary>
/// <param name="Row">The job.</param>
/// <param name="Key">Its idempotency key, or null.</param>
/// <param name="Groups">Its entries, in order.</param>
/// <param name="First">The request that is left for its owner with it; null where nobody wants it run yet.</param>
public sealed record NewJob(JobRow Row, string? Key, ImmutableArray<GroupRow> Groups, Request? First)
{
    /// <summary>The bucket that says who owns it.</summary>
    public int Partition => Core.Partitions.Partition.Of(Row.Id);
}
