using Rota.Core.Slots;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Locks;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Sites;
using Rota.Store.Postgres.Tables;

namespace Rota.Store.Postgres.Queries;

/// <summary>The frame as it is, and whose jobs are wanted.</summary>
internal sealed class FrameQuery(StateDirectory state, Connection connection) : IFrameReader
{
    /// <inheritdoc/>
    public Frame Current => connection.Reading(() => new FrameTable(connection).Read(0).Frame);

    /// <inheritdoc/>
    public long Epoch => connection.Scalar("SELECT epoch FROM rota.frame") ?? 0;

    /// <inheritdoc/>
    public bool IsServingAll => connection.Scalar("SELECT serves_all FROM rota.frame") is 1;

    /// <inheritdoc/>
    public long LiveCount => connection.Scalar("SELECT count(*) FROM rota.live") ?? 0;

    /// <inheritdoc/>
    public string? ServedElsewhere => ServingSite.Other(connection, new SiteName(state).Text);

    /// <inheritdoc/>
    public bool IsHeldElsewhere(string pidSpace) =>
        MembersLock.IsHeldElsewhere(state, pidSpace, () => new FrameTable(connection).PidSpace);

    /// <inheritdoc/>
    public long OwnerOf(int partition) =>
        connection.Prepare("SELECT owner FROM rota.partition WHERE id = $1").Bind(1, (long)partition).Scalar() ?? 0;

    /// <inheritdoc/>
    public IReadOnlyDictionary<long, int> PartitionCounts()
    {
        var counts = new Dictionary<long, int>();
        using var rows = connection.Prepare("SELECT owner, count(*) FROM rota.partition GROUP BY owner").Rows();
        while (rows.Read())
        {
            counts[rows.Int64(0)] = rows.Int32(1);
        }

        return counts;
    }
}
