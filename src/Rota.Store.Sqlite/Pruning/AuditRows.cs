using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Sqlite.Pruning;

/// <summary>The oldest entries of the audit, as they go.</summary>
internal static class AuditRows
{
    /// <summary>
    /// Removes those from before a moment, up to the first that is younger: what is left is one chain.
    /// </summary>
    /// <returns>How many.</returns>
    public static long Forget(PeopleWriter people, Instant before) =>
        people.Write(() =>
        {
            var connection = people.Connection;
            var kept = connection
                .Prepare("SELECT min(number) FROM audit WHERE at >= ?1")
                .Bind(1, before.Micros)
                .Scalar();
            var gone = AuditTable.Where(
                connection,
                "WHERE number < ?1 ORDER BY number DESC",
                kept ?? long.MaxValue,
                limit: 1
            );
            if (gone is not [var last])
            {
                return (0L, null);
            }

            connection.Prepare("DELETE FROM audit WHERE number <= ?1").Bind(1, last.Number).Run();
            long count = connection.Changed;
            return (count, AuditProof.Pruning(last, count));
        });
}
