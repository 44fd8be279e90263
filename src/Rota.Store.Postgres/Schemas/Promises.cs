using Rota.Store.Postgres.Sessions;
using Rota.Store.Records;

namespace Rota.Store.Postgres.Schemas;

/// <summary>What a server promises of what it has accepted: it says so by its settings.</summary>
internal static class Promises
{
    private const string Settings = """
        SELECT current_setting('server_version'), current_setting('synchronous_commit'),
            current_setting('synchronous_standby_names'), current_setting('fsync'), pg_is_in_recovery(),
            (SELECT count(*) FROM pg_stat_replication)
        """;

    /// <summary>One after another, for who examines a machine.</summary>
    public static IReadOnlyList<HomeFinding> Of(Connection connection)
    {
        using var rows = connection.Prepare(Settings).Rows();
        _ = rows.Read();
        var (commit, standbys, copies) = (rows.Text(1), rows.Text(2), rows.Int64(5));
        return
        [
            new("home", connection.Path),
            new(
                "server",
                $"PostgreSQL {rows.Text(0)}",
                rows.Boolean(4) ? "this is a standby, which decides nothing: name the primary" : null
            ),
            new(
                "commit",
                $"synchronous_commit={commit}, fsync={rows.Text(3)}",
                rows.Text(3) == "off" ? "fsync is off: a power cut may lose or damage all of the home"
                    : commit == "off"
                        ? "the server's own setting may lose accepted jobs; Rota asks for on, for its own commits"
                    : null
            ),
            new(
                "standby",
                standbys.Length > 0
                    ? $"synchronous: {standbys}, {copies} connected"
                    : $"{copies} connected, none synchronous",
                IsSynchronous(commit, standbys)
                    ? null
                    : "a failover can lose the last seconds of accepted jobs; require_sync=on refuses such a server"
            ),
            new("pooler", connection.Server.HasPooler ? "in between, statements are not prepared" : "none"),
        ];
    }

    /// <summary>Whether a commit is answered only when a second server has it.</summary>
    /// <exception cref="StoreException">It is not, and the address requires it.</exception>
    public static void Require(Connection connection)
    {
        using var rows = connection.Prepare(Settings).Rows();
        _ = rows.Read();
        if (!IsSynchronous(rows.Text(1), rows.Text(2)))
        {
            throw new StoreException(
                StoreFailure.Unsafe,
                $"{connection.Path} answers a commit before a second server has it (synchronous_commit={rows.Text(1)}, "
                    + $"synchronous_standby_names='{rows.Text(2)}'), and the address says require_sync. "
                    + "Set both on the server, or leave that out"
            );
        }
    }

    private static bool IsSynchronous(string commit, string standbys) =>
        standbys.Length > 0 && commit is ("on" or "remote_apply" or "remote_write");
}
