using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Copying;
using Rota.Store.Local;
using Rota.Store.Postgres.Addresses;
using Rota.Store.Postgres.Nodes;
using Rota.Store.Postgres.Schemas;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Sites;
using Rota.Store.Postgres.Tables;
using Rota.Store.Rules;

namespace Rota.Store.Postgres.Copying;

/// <summary>All rows of a home on PostgreSQL, for the state whose node runs its attempts.</summary>
internal sealed class PostgresCopy : IHomeCopy
{
    private static readonly Dictionary<string, string> OwnNumbers = new(StringComparer.Ordinal)
    {
        ["job"] = Sequences.Job,
        ["inbox"] = Sequences.Inbox,
        ["outbox"] = Sequences.Outbox,
        ["schedule"] = Sequences.ScheduleId,
        ["operation"] = Sequences.Operation,
        ["audit"] = Sequences.Audit,
    };

    private readonly StateDirectory state;
    private readonly Author author;
    private readonly Connection connection;
    private readonly CopiedRows copied;
    private bool isHeld;

    /// <summary>Opens it; the tables are made where they are missing.</summary>
    public PostgresCopy(StateDirectory state, Server server, Author? author)
    {
        this.state = state;
        this.author = author ?? Author.Unnamed;
        connection = new Connection(server);
        copied = new CopiedRows(connection);
        Schema.Make(connection);
    }

    public string Place => connection.Path;

    public bool IsUsed =>
        connection.Scalar(
            "SELECT epoch + (SELECT count(*) FROM rota.job) + (SELECT count(*) FROM rota.audit) FROM rota.frame"
        ) > 0;

    public IEnumerable<object?[]> Rows(CopiedTable table)
    {
        Hold();
        return copied.Of(table, OwnNumbers.Values);
    }

    public IReadOnlyDictionary<string, long> Numbers()
    {
        Hold();
        return OwnNumbers.ToDictionary(
            pair => pair.Key,
            pair => Sequences.Next(connection, pair.Value)!.Value,
            StringComparer.Ordinal
        );
    }

    public void Fill(IHomeCopy from) =>
        Writing.Run(
            connection,
            () =>
            {
                new SiteTable(connection, state).Claim();
                foreach (var table in CopiedTable.All)
                {
                    connection.Execute($"DELETE FROM rota.{table.Name}");
                    copied.Insert(table, from.Rows(table));
                }

                foreach (var (name, next) in from.Numbers())
                {
                    connection
                        .Prepare("INSERT INTO rota.sequence (name, next) VALUES ($1, $2)")
                        .Bind(1, OwnNumbers[name])
                        .Bind(2, next)
                        .Run();
                }

                AuditTable.Append(connection, author, SettingDeeds.Move(from.Place, Place));
                return true;
            }
        );

    public void Adopt() => HomeFile.Adopt(state, connection.Server.Home);

    public string Retire()
    {
        Hold();
        HomeFile.Forget(state);
        LastTurn.Forget(state);
        _ = Rewinding.Note(connection, long.MaxValue);
        Sequences.End(connection, Sequences.Audit);
        Question.Told(
            () =>
            {
                connection.Commit();
                return true;
            },
            Place
        );
        return $"the schema rota at {connection.Path}";
    }

    public void Dispose() => connection.Dispose();

    /// <summary>In another kind of home, the one machine of it has the number 1, and its tasks with it.</summary>
    private void RefuseOther()
    {
        if (NodeTable.Serving(connection) != NodeId.Home)
        {
            throw new StoreException(
                StoreFailure.Unsupported,
                $"the home at {Place} was taken over, and only the machine that served it first moves it. "
                    + "Serve it there again (rota down here, rota up there), and move it then"
            );
        }
    }

    /// <summary>
    /// From here to the end nobody takes a turn or changes anything: who waits for that is refused once it has moved.
    /// </summary>
    private void Hold()
    {
        if (isHeld)
        {
            return;
        }

        isHeld = true;
        _ = Question.Told(
            () =>
            {
                connection.Begin();
                connection.Execute("SELECT set_config('idle_in_transaction_session_timeout', '0', true)");
                var frame = new FrameTable(connection).Hold();
                RefuseOther();
                Sequences.Hold(connection, Sequences.Schedule);
                foreach (var name in OwnNumbers.Values)
                {
                    Sequences.Hold(connection, name);
                }

                return frame;
            },
            Place
        );
    }
}
