using System.Diagnostics;
using Rota.Core.Model;
using Rota.Store.Local;
using Rota.Store.Machines;
using Rota.Store.Nodes;
using Rota.Store.Postgres.Nodes;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;

namespace Rota.Store.Postgres.Sites;

/// <summary>
/// The state directories that serve a home, each with a node of its own for good, by a name that it was given once. One
/// serves at a time. Another takes over when that one has ended, or was not seen for a while by the server's clock:
/// what runs on the first stays on its node, in doubt.
/// </summary>
internal sealed class SiteTable(Connection connection, StateDirectory state)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(8);
    private readonly SiteName name = new(state);
    private readonly FrameTable frames = new(connection);
    private readonly Enrolment enrolment = new(connection, state);
    private long shown;

    /// <summary>Takes the serving on, inside the transaction of who joins, or is about to serve.</summary>
    /// <exception cref="StoreException"><see cref="StoreFailure.Elsewhere"/>: another machine serves.</exception>
    public void Claim()
    {
        if (TryClaim() is { } other)
        {
            throw Elsewhere(other);
        }
    }

    /// <summary>The same, which notes the machine as one that could serve where it does not.</summary>
    /// <returns>Where another machine serves; null where this one does.</returns>
    public string? TryClaim()
    {
        var frame = frames.Hold();
        var own = enrolment.Number();
        var serving = NodeTable.Serving(connection);
        if (own != serving)
        {
            if (ServingSite.Other(connection, name.Text) is { } other)
            {
                return other;
            }

            var left = NodeTable.Of(connection, serving)!;
            var place = ServingSite.PathOf(connection, serving) ?? left.Said.State;
            var after = ServingRule.TakenOver(frame, left, place, NodeTable.Of(connection, own)!);
            NodeTable.Put(connection, after.Left);
            connection
                .Prepare("UPDATE rota.site SET until = $2 WHERE node = $1")
                .Bind(1, serving.Value)
                .Bind(2, after.Left.ServedUntil)
                .Run();
            connection.Prepare("UPDATE rota.frame SET node = $1").Bind(1, own.Value).Run();
            frames.Write(after.Frame);
            new MemberTable(connection, frames).RemoveAll();
        }

        connection
            .Prepare("UPDATE rota.site SET path = $2, host = $3, seen = now() WHERE node = $1")
            .Bind(1, own.Value)
            .Bind(2, state.Path)
            .Bind(3, Environment.MachineName)
            .Run();
        shown = Stopwatch.GetTimestamp();
        return null;
    }

    /// <summary>Whether no other machine is the one that serves, or did last.</summary>
    public bool Serves =>
        connection
            .Prepare("SELECT count(*) FROM rota.site JOIN rota.frame USING (node) WHERE state <> $1")
            .Bind(1, name.Text)
            .Scalar() == 0;

    /// <summary>This machine as the home knows it.</summary>
    /// <param name="said">What it is and has: counts where it has never served.</param>
    public NodeRow Own(NodeSaid said) => enrolment.Own(said);

    /// <summary>Forgets a machine: where it comes again, it is another node.</summary>
    public void TakeOut(NodeId node) =>
        connection.Prepare("DELETE FROM rota.site WHERE node = $1").Bind(1, node.Value).Run();

    /// <summary>Lets another machine take over at once: this one is about to end.</summary>
    public void Release() =>
        connection.Prepare("UPDATE rota.site SET seen = 'epoch' WHERE state = $1").Bind(1, name.Text).Run();

    /// <summary>Lets nobody pass whose machine does not serve any more.</summary>
    /// <exception cref="StoreException"><see cref="StoreFailure.Elsewhere"/>: another one does.</exception>
    public void RequireServes()
    {
        if (!Serves)
        {
            throw Elsewhere(ServingSite.Other(connection, name.Text) ?? "another machine");
        }
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
                connection
                    .Prepare(
                        """
                        UPDATE rota.site SET seen = now()
                        WHERE state = $1 AND node = (SELECT node FROM rota.frame)
                        """
                    )
                    .Bind(1, name.Text)
                    .Run();
                CommitMark.Trim(connection);
                return true;
            }
        );
    }

    /// <summary>That another machine serves, and what to do.</summary>
    public StoreException Elsewhere(string other) =>
        new(
            StoreFailure.Elsewhere,
            $"the home at {connection.Path} is served by {other}. Serve it from here too: rota up stands by, and takes "
                + $"over when the other has ended (rota down there) or was not seen for {ServingSite.SilenceSeconds} s"
        );
}
