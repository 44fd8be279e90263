using Rota.Core.Model;
using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Sites;

/// <summary>The machine that serves a home, as every other sees it.</summary>
internal static class ServingSite
{
    /// <summary>For how long it is not seen when another may take over, by the clock of the server.</summary>
    public const int SilenceSeconds = 30;

    /// <summary>Where it serves, for people; null where it is this one, has ended or is not seen.</summary>
    /// <param name="connection">The home.</param>
    /// <param name="own">The name of this state.</param>
    public static string? Other(Connection connection, string own)
    {
        using var rows = connection
            .Prepare(
                $"""
                SELECT path, host FROM rota.site JOIN rota.frame USING (node) WHERE state <> $1
                    AND seen > now() - interval '{SilenceSeconds} s' AND EXISTS (SELECT 1 FROM rota.member)
                """
            )
            .Bind(1, own)
            .Rows();
        return rows.Read() ? $"the state {rows.Text(0)} on {rows.Text(1)}" : null;
    }

    /// <summary>The directory of the state of a machine; null where it was taken out.</summary>
    public static string? PathOf(Connection connection, NodeId node)
    {
        using var rows = connection.Prepare("SELECT path FROM rota.site WHERE node = $1").Bind(1, node.Value).Rows();
        return rows.Read() ? rows.Text(0) : null;
    }
}
