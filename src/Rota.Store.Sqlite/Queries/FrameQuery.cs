using Rota.Core.Slots;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Sqlite.Queries;

/// <summary>The frame as it is, and whose jobs are wanted.</summary>
internal sealed class FrameQuery(StateDirectory state, Connection connection) : IFrameReader
{
    /// <inheritdoc/>
    public Frame Current => connection.Reading(() => new FrameTable(connection).Read(0).Frame);

    /// <inheritdoc/>
    public long Epoch => connection.Scalar("SELECT epoch FROM frame") ?? 0;

    /// <inheritdoc/>
    public bool IsServingAll => connection.Scalar("SELECT serves_all FROM frame") is 1;

    /// <inheritdoc/>
    public long LiveCount => connection.Scalar("SELECT count(*) FROM live") ?? 0;

    /// <inheritdoc/>
    public bool IsHeldElsewhere(string pidSpace) =>
        MembersLock.IsHeldElsewhere(state, pidSpace, () => FrameTable.PidSpaceOf(connection));

    /// <inheritdoc/>
    public long OwnerOf(int partition) =>
        connection.Prepare("SELECT owner FROM partition WHERE id = ?1").Bind(1, (long)partition).Scalar() ?? 0;

    /// <inheritdoc/>
    public IReadOnlyDictionary<long, int> PartitionCounts()
    {
        var counts = new Dictionary<long, int>();
        using var rows = connection.Prepare("SELECT owner, count(*) FROM partition GROUP BY owner").Rows();
        while (rows.Read())
        {
            counts[rows.Int64(0)] = rows.Int32(1);
        }

        return counts;
    }
}
