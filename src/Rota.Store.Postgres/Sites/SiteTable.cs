using System.Diagnostics;
using Rota.Store.Local;
using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Sites;

/// <summary>
/// Whose processes run the attempts of the node: one state directory, by a name that it was given once. Another takes
/// its place only when nothing of the node is live and nobody was seen for a while, by the clock of the server: an
/// attempt that its own keeper still runs would start a second time elsewhere.
/// </summary>
internal sealed class SiteTable(Connection connection, StateDirectory state)
{
    private const int SilenceSeconds = 30;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(8);
    private readonly SiteName name = new(state);
    private long shown;

    /// <summary>Whether another state directory has the node.</summary>
    public bool IsOthers => Other() is not null;

    /// <summary>Takes the node, inside the transaction of who joins, or is about to serve.</summary>
    /// <exception cref="StoreException">Another state directory has it.</exception>
    public void Claim()
    {
        if (Other() is { } other)
        {
            throw new StoreException(
                StoreFailure.Unsafe,
                $"the home at {connection.Path} is served by the state {other}: its tasks run there. "
                    + "Use that state (--state), or let its tasks end, rota down it and wait "
                    + $"{SilenceSeconds} s. If it is gone for good, so are its tasks: psql -c 'DELETE FROM rota.site'"
            );
        }

        connection
            .Prepare(
                """
                INSERT INTO rota.site (node, state, place) VALUES (1, $1, $2)
                ON CONFLICT (node) DO UPDATE SET state = excluded.state, place = excluded.place, seen = now()
                """
            )
            .Bind(1, name.Text)
            .Bind(2, $"{state.Path} on {Environment.MachineName}")
            .Run();
        shown = Stopwatch.GetTimestamp();
    }

    /// <summary>Shows now and then that it is there.</summary>
    public void Show()
    {
        if (Stopwatch.GetElapsedTime(shown) < Pace)
        {
            return;
        }

        shown = Stopwatch.GetTimestamp();
        _ = Writing.Run(
            connection,
            () =>
            {
                connection.Prepare("UPDATE rota.site SET seen = now() WHERE state = $1").Bind(1, name.Text).Run();
                CommitMark.Trim(connection);
                return true;
            }
        );
    }

    private string? Other()
    {
        using var rows = connection
            .Prepare(
                $"""
                SELECT place FROM rota.site WHERE node = 1 AND state <> $1
                    AND (EXISTS (SELECT 1 FROM rota.live WHERE node = 1)
                        OR (seen > now() - interval '{SilenceSeconds} s' AND EXISTS (SELECT 1 FROM rota.member)))
                """
            )
            .Bind(1, name.Text)
            .Rows();
        return rows.Read() ? rows.Text(0) : null;
    }
}
