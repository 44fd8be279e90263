namespace Rota.Store.Postgres.Queries;

/// <summary>
/// What must hold of tasks and their attempts, as queries that give a sentence for each violation.
/// </summary>
internal static class TaskChecks
{
    public static readonly string[] All =
    [
        """
            SELECT 'task_group ' || g.job || '.' || g.name || ': ' || g.next || ' tasks were touched, '
                || ((SELECT count(*) FROM rota.task t WHERE t.job = g.job AND t.grp = g.ordinal)
                  + (SELECT count(*) FROM rota.live l WHERE l.job = g.job AND l.grp = g.ordinal)) || ' have a record'
            FROM rota.task_group g
            WHERE g.next <> (SELECT count(*) FROM rota.task t WHERE t.job = g.job AND t.grp = g.ordinal)
                          + (SELECT count(*) FROM rota.live l WHERE l.job = g.job AND l.grp = g.ordinal)
            """,
        """
            SELECT 'task ' || l.job || '.' || l.grp || '.' || l.idx || ' is live and has another state too'
            FROM rota.live l JOIN rota.task t ON t.job = l.job AND t.grp = l.grp AND t.idx = l.idx
            """,
        """
            SELECT 'task ' || t.job || '.' || t.grp || '.' || t.idx || ' has a record though it was never touched'
            FROM rota.task t JOIN rota.task_group g ON g.job = t.job AND g.ordinal = t.grp WHERE t.idx >= g.next
            """,
        """
            SELECT 'task ' || job || '.' || grp || '.' || idx || ' has ' || count(*) || ' live attempts'
            FROM rota.live GROUP BY job, grp, idx HAVING count(*) > 1
            """,
        """
            SELECT 'attempt ' || attempt || ' has fence ' || fence || ', beyond the epoch' FROM rota.live
            WHERE fence > (SELECT epoch FROM rota.frame)
            """,
        """
            SELECT 'task ' || job || '.' || grp || '.' || idx
                || ' has ' || count(*) || ' attempts, numbered to ' || max(number)
            FROM rota.attempt GROUP BY job, grp, idx HAVING count(*) <> max(number) OR min(number) <> 1
            """,
        """
            SELECT 'task ' || t.job || '.' || t.grp || '.' || t.idx || ' succeeded without a successful attempt'
            FROM rota.task t
            LEFT JOIN rota.attempt a ON a.job = t.job AND a.grp = t.grp AND a.idx = t.idx AND a.number = t.attempts
            WHERE t.state = 6 AND a.outcome IS DISTINCT FROM 6
            """,
        """
            SELECT 'job ' || j.id || ' has ended and has live attempts' FROM rota.job j
            WHERE j.ended IS NOT NULL AND EXISTS (SELECT 1 FROM rota.live l WHERE l.job = j.id)
            """,
    ];
}
