using Rota.Store.Changes;
using Rota.Store.Home;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Queries;

/// <summary>The sequences of changes.</summary>
internal sealed class ChangeQuery(Connection connection) : IChangeReader
{
    private readonly Statement newest = connection.Prepare("SELECT changes FROM partition WHERE id = ?1");

    private readonly Statement after = connection.Prepare(
        "SELECT newest, count, body FROM change WHERE partition = ?1 AND newest > ?2 ORDER BY newest"
    );

    /// <inheritdoc/>
    public long Newest(int partition) => newest.Bind(1, (long)partition).Scalar() ?? 0;

    /// <inheritdoc/>
    public ChangesAfter After(int partition, long number)
    {
        var changes = new List<NumberedChange>();
        var isCut = false;
        using var rows = after.Bind(1, (long)partition).Bind(2, number).Rows();
        while (rows.Read())
        {
            var first = rows.Int64(0) - rows.Int64(1) + 1;
            isCut |= changes.Count == 0 && first > number + 1;
            foreach (var change in ChangeCodec.Decode(rows.Blob(2)))
            {
                if (first > number)
                {
                    changes.Add(new NumberedChange(first, change));
                }

                first++;
            }
        }

        return new ChangesAfter(changes, isCut);
    }
}
