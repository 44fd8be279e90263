using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Turns;

/// <summary>
/// Whether others have written what a runner would learn of: by the numbers that each such write moves on.
/// </summary>
internal sealed class ChangeWatch(Connection connection)
{
    private (long Epoch, long Pace, long Turn, long Serves, long Jobs, long Requests, long Schedules) seen;

    /// <summary>Whether anything has since the last call.</summary>
    public bool HasChanged()
    {
        var now = Read();
        var isNew = now != seen;
        seen = now;
        return isNew;
    }

    /// <summary>What the runner does itself is none of others; what others did before stays to be noticed.</summary>
    public T Own<T>(Func<T> work)
    {
        var before = Read();
        var result = work();
        if (before == seen)
        {
            seen = Read();
        }

        return result;
    }

    /// <summary>The runner's own turn was committed.</summary>
    public void Committed(long turn)
    {
        if (seen.Turn == turn - 1)
        {
            seen.Turn = turn;
        }
    }

    private (long, long, long, long, long, long, long) Read()
    {
        using var rows = connection
            .Prepare(
                """
                SELECT epoch, pace, turn, serves_all,
                    (SELECT next FROM rota.sequence WHERE name = 'job'),
                    (SELECT next FROM rota.sequence WHERE name = 'inbox'),
                    (SELECT next FROM rota.sequence WHERE name = 'schedule')
                FROM rota.frame
                """
            )
            .Rows();
        _ = rows.Read();
        return (
            rows.Int64(0),
            rows.Int64(1),
            rows.Int64(2),
            rows.Int64(3),
            rows.Int64(4),
            rows.Int64(5),
            rows.Int64(6)
        );
    }
}
