using Rota.Store.Audit;
using Rota.Store.Local;
using Rota.Store.Machines;
using Rota.Store.Nodes;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Sites;
using Rota.Store.Postgres.Tables;
using Rota.Store.Rules;

namespace Rota.Store.Postgres.Submissions;

/// <summary>Has a home go on that a failover, or an earlier copy, has set back.</summary>
internal sealed class Recovery(StateDirectory state, Server server, Author? author) : IRecovery
{
    private const string Attempts = "attempt";
    private readonly PeopleWriter people = new(state, server, author);
    private readonly LastTurn last = new(state);

    /// <inheritdoc/>
    public HomeLag Look()
    {
        var turn = new FrameTable(people.Connection).Row().Turn;
        var live = people.Connection.Scalar("SELECT count(*) FROM rota.live")!.Value;
        var isBehind = turn < last.Noted || Rewinding.Noted(people.Connection) is not null;
        return new HomeLag(turn, last.Noted, live, isBehind);
    }

    /// <inheritdoc/>
    public HomeLag Apply() =>
        people.Write<HomeLag>(() =>
        {
            var frames = new FrameTable(people.Connection);
            var frame = frames.Hold();
            var lag = Look();
            if (!lag.IsBehind)
            {
                return (lag, null);
            }

            Rewinding.Forget(people.Connection);
            var now = (author ?? Author.Unnamed).At;
            var after = frame with
            {
                Epoch = RestoreRule.Epoch(frame.Epoch, now),
                Turn = Math.Max(lag.Turn, lag.Seen) + 1,
            };
            frames.Write(after);
            new MemberTable(people.Connection, frames).RemoveAll();
            var next = Sequences.Take(people.Connection, Attempts, 0);
            _ = Sequences.Take(people.Connection, Attempts, RestoreRule.NextAttempt(next, now) - next);
            return (lag, SettingDeeds.Recover(lag.Turn, lag.Seen));
        });

    /// <inheritdoc/>
    public void Dispose()
    {
        people.Dispose();
        last.Dispose();
    }
}
