namespace Rota.Store.Sqlite.Queries;

/// <summary>
/// What must hold of members, partitions and epochs, as queries that give a sentence for each violation.
/// </summary>
internal static class FrameChecks
{
    public static readonly string[] All =
    [
        """
            SELECT 'partition ' || id || ' is owned by incarnation ' || owner || ', which is no member' FROM partition
            WHERE owner NOT IN (SELECT incarnation FROM member) AND EXISTS (SELECT 1 FROM member)
            """,
        """
            SELECT 'partition ' || id || ' has epoch ' || epoch || ', beyond the frame' FROM partition
            WHERE epoch > (SELECT epoch FROM frame)
            """,
        """
            SELECT 'partition ' || p.id || ' counts ' || p.changes || ' changes, and its newest is ' || max(c.newest)
            FROM partition p JOIN change c ON c.partition = p.id GROUP BY p.id HAVING max(c.newest) <> p.changes
            """,
        """
            SELECT 'partition ' || partition || ' has no change after ' || newest || ' and before ' || following
            FROM (SELECT partition, newest,
                lead(newest - count) OVER (PARTITION BY partition ORDER BY newest) AS following FROM change)
            WHERE following <> newest
            """,
        """
            SELECT 'member ' || id || ' has incarnation ' || incarnation || ', which was never given' FROM member
            WHERE incarnation >= (SELECT next FROM sequence WHERE name = 'incarnation')
            """,
        """
            SELECT 'member ' || id || ' has rank ' || rank || ' of ' || (SELECT count(*) FROM member) FROM member
            WHERE rank NOT BETWEEN 0 AND (SELECT count(*) - 1 FROM member)
            """,
        """
            SELECT 'incarnation ' || runner || ' waits for ' || account || ' and is no member' FROM demand
            WHERE runner NOT IN (SELECT incarnation FROM member)
            """,
        """
            SELECT 'account ' || name || ' was changed in turn ' || turn || ', which has not been' FROM account
            WHERE turn > (SELECT turn FROM frame)
            """,
    ];
}
