using Rota.Core.Model;
using Rota.Store.Outbox;
using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Tables;

/// <summary>The messages that are on their way out, and who is told of what.</summary>
internal sealed class OutboxTable(Connection connection) : IOutboxTables
{
    private const string Columns = """
        id, topic, subject, job, target, events, body, created, due, tries, state, lease, answer, answered
        """;

    private readonly RuleTable rules = new(connection);

    /// <inheritdoc/>
    public IReadOnlyList<ScopedRules> Rules() => rules.All();

    /// <inheritdoc/>
    public bool? IsFailing(string name) =>
        connection.Prepare("SELECT failing FROM rota.standing WHERE name = $1").Bind(1, name).Scalar() is { } failing
            ? failing != 0
            : null;

    /// <inheritdoc/>
    public void Put(string name, bool isFailing) =>
        connection
            .Prepare(
                """
                INSERT INTO rota.standing (name, failing) VALUES ($1, $2)
                ON CONFLICT (name) DO UPDATE SET failing = excluded.failing
                """
            )
            .Bind(1, name)
            .Bind(2, isFailing)
            .Run();

    /// <inheritdoc/>
    public JobState? Before(string name, JobId job) =>
        (JobState?)
            connection
                .Prepare(
                    $"""
                    SELECT state FROM rota.job WHERE name = $1 AND id < $2 AND ended IS NOT NULL
                        AND state <> {(int)JobState.Cancelled} ORDER BY id DESC LIMIT 1
                    """
                )
                .Bind(1, name)
                .Bind(2, job.Value)
                .Scalar();

    /// <inheritdoc/>
    public OutboxRow? Gathering(string subject, string target)
    {
        // A carrier may be about to take it.
        Hold();
        return OutboxRows
            .Of(
                connection
                    .Prepare(
                        $"""
                        SELECT {Columns} FROM rota.outbox
                        WHERE subject = $1 AND target = $2 AND state = 0 AND tries = 0 AND answer IS NULL
                        ORDER BY id DESC LIMIT 1
                        """
                    )
                    .Bind(1, subject)
                    .Bind(2, target)
            )
            .FirstOrDefault();
    }

    /// <inheritdoc/>
    public Instant? Newest(string subject, string target) =>
        connection
            .Prepare("SELECT max(created) FROM rota.outbox WHERE subject = $1 AND target = $2")
            .Bind(1, subject)
            .Bind(2, target)
            .Scalar()
            is { } micros
            ? new Instant(micros)
            : null;

    /// <inheritdoc/>
    public void Put(OutboxRow row) => _ = Store(row);

    /// <summary>Has all who change messages come one after the other, until the transaction ends.</summary>
    public void Hold() => Sequences.Hold(connection, Sequences.Outbox);

    /// <summary>Writes a message and gives its number.</summary>
    public long Store(OutboxRow row)
    {
        var number = row.Number == 0 ? Sequences.Take(connection, Sequences.Outbox) : row.Number;
        connection
            .Prepare(
                $"""
                INSERT INTO rota.outbox ({Columns})
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                ON CONFLICT (id) DO UPDATE SET topic = excluded.topic, subject = excluded.subject, job = excluded.job,
                    target = excluded.target, events = excluded.events, body = excluded.body,
                    created = excluded.created, due = excluded.due, tries = excluded.tries, state = excluded.state,
                    lease = excluded.lease, answer = excluded.answer, answered = excluded.answered
                """
            )
            .Bind(1, number)
            .Bind(2, row.Topic)
            .Bind(3, row.Subject)
            .Bind(4, row.Job?.Value)
            .Bind(5, row.Target)
            .Bind(6, row.Events)
            .Bind(7, row.Body)
            .Bind(8, row.Created.Micros)
            .Bind(9, row.Due.Micros)
            .Bind(10, (long)row.Tries)
            .Bind(11, (long)row.State)
            .Bind(12, row.Lease?.Micros)
            .Bind(13, row.Answer)
            .Bind(14, row.Answered?.Micros)
            .Run();
        return number;
    }

    /// <summary>Messages that a condition names, in the order that it says.</summary>
    /// <param name="condition">What follows the name of the table.</param>
    /// <param name="bind">Binds what it asks for.</param>
    public List<OutboxRow> Where(string condition, Action<Statement> bind)
    {
        var statement = connection.Prepare($"SELECT {Columns} FROM rota.outbox {condition}");
        bind(statement);
        return OutboxRows.Of(statement);
    }
}
