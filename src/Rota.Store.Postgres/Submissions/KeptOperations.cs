using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Operations;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Postgres.Submissions;

/// <summary>Where operations are accepted, worked off and stopped.</summary>
internal sealed class KeptOperations(StateDirectory state, Server server, Author? author) : IOperations
{
    private readonly PeopleWriter people = new(state, server, author);

    /// <inheritdoc/>
    public long Accept(OperationRow operation) =>
        people.Write(() =>
        {
            var row = operation with { Number = Sequences.Take(people.Connection, Sequences.Operation) };
            OperationTable.Put(people.Connection, row);
            people
                .Connection.Prepare("DELETE FROM rota.operation WHERE state <> 0 AND number <= $1")
                .Bind(1, row.Number - OperationRule.KeptMax)
                .Run();
            return (row.Number, OperationRule.Accepted(row));
        });

    /// <inheritdoc/>
    public bool Step(OperationRow operation, IReadOnlyList<(JobId Job, Request Asked)> asks)
    {
        // Many chosen tasks are written out before anything is held.
        var left = asks.Select(ask => (ask.Job, ask.Asked, Stored: RequestCodec.Encode(ask.Asked))).ToArray();
        return people.Unheard(() =>
        {
            var connection = people.Connection;
            if (OperationTable.Hold(connection, operation.Number) is not { State: OperationState.Running })
            {
                return false;
            }

            var wanted = asks.Where(ask => SubmissionRule.Wants(ask.Asked)).Select(ask => ask.Job.Value).Order();
            connection.Prepare("UPDATE rota.job SET wanted = 1 WHERE id = ANY ($1)").Bind(1, [.. wanted]).Run();
            var numbers = new List<long>();
            foreach (var (job, _, stored) in left)
            {
                numbers.Add(Inbox.Put(connection, job, stored, operation.Author.At));
            }

            foreach (var (job, asked, _) in left)
            {
                var deed = JobDeeds.Ask(job, Standings.Of(connection, job), asked);
                AuditTable.Append(connection, operation.Author, deed);
            }

            OperationTable.Put(
                connection,
                OperationRule.Stepped(operation, numbers is [var first, ..] ? (first, numbers[^1]) : null)
            );
            return true;
        });
    }

    /// <inheritdoc/>
    public bool Stop(long number, Instant now) =>
        people.Write(() =>
        {
            if (
                OperationTable.Hold(people.Connection, number) is not { } row
                || OperationRule.Stopped(row, now) is not { } stopped
            )
            {
                return (false, null);
            }

            OperationTable.Put(people.Connection, stopped);
            return (true, OperationRule.Stopped(row));
        });

    /// <inheritdoc/>
    public void Dispose() => people.Dispose();
}
