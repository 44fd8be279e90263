using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Operations;
using Rota.Store.Rules;
using Rota.Store.Sqlite.Tables;
using Rota.Store.Turns;

namespace Rota.Store.Sqlite.Submissions;

/// <summary>Where operations are accepted, worked off and stopped.</summary>
/// <param name="state">The state.</param>
/// <param name="author">Whose doing it is; null for nobody in particular.</param>
public sealed class KeptOperations(StateDirectory state, Author? author = null) : IOperations
{
    private readonly PeopleWriter people = new(state, author);

    /// <inheritdoc/>
    public long Accept(OperationRow operation) =>
        people.Write(() =>
        {
            var row = operation with { Number = OperationTable.Next(people.Connection) };
            OperationTable.Put(people.Connection, row);
            people
                .Connection.Prepare("DELETE FROM operation WHERE state <> 0 AND number <= ?1")
                .Bind(1, row.Number - OperationRule.KeptMax)
                .Run();
            return (row.Number, OperationRule.Accepted(row));
        });

    /// <inheritdoc/>
    public bool Step(OperationRow operation, IReadOnlyList<(JobId Job, Request Asked)> asks)
    {
        // Many chosen tasks are written out before the lock is taken.
        var left = asks.Select(ask => (ask.Job, ask.Asked, Stored: RequestCodec.Encode(ask.Asked))).ToArray();
        return people.Unheard(() =>
        {
            var connection = people.Connection;
            if (OperationTable.Find(connection, operation.Number) is not { State: OperationState.Running })
            {
                return false;
            }

            var numbers = new List<long>();
            foreach (var (job, asked, stored) in left)
            {
                AuditTable.Append(
                    connection,
                    operation.Author,
                    JobDeeds.Ask(job, Standings.Of(connection, job), asked)
                );
                if (SubmissionRule.Wants(asked))
                {
                    connection.Prepare("UPDATE job SET wanted = 1 WHERE id = ?1").Bind(1, job.Value).Run();
                }

                numbers.Add(Inbox.Put(connection, job, stored, operation.Author.At));
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
                OperationTable.Find(people.Connection, number) is not { } row
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
