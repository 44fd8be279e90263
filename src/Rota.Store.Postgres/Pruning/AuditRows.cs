using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Tables;

namespace Rota.Store.Postgres.Pruning;

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
                .Prepare("SELECT min(number) FROM rota.audit WHERE at >= $1")
                .Bind(1, before.Micros)
                .Scalar();
            var gone = AuditTable.Where(
                connection,
                "WHERE number < $1 ORDER BY number DESC",
                kept ?? long.MaxValue,
                limit: 1
            );
            if (gone is not [var last])
            {
                return (0L, null);
            }

            long count = connection.Prepare("DELETE FROM rota.audit WHERE number <= $1").Bind(1, last.Number).RunNow();
            return (count, count == 0 ? null : AuditProof.Pruning(last, count));
        });
}
