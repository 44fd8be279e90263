using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Budgets;
using Rota.Store.Local;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;

namespace Rota.Store.Postgres.Budgets;

/// <summary>Where scopes are set, and rights granted, lent and recalled.</summary>
internal sealed class BudgetRegistry : IBudgets
{
    private readonly PeopleWriter people;
    private readonly Connection connection;

    /// <summary>Opens those of a state.</summary>
    public BudgetRegistry(StateDirectory state, Server server, Author? author)
    {
        people = new PeopleWriter(state, server, author);
        connection = people.Connection;
    }

    /// <inheritdoc/>
    public BudgetDecision Change(Instant at, Func<BudgetBook, long, BudgetDecision> decide) =>
        people.Write(() =>
        {
            // Counted first: a turn that was decided on the rights of before is not committed any more.
            var turn = connection.Scalar("UPDATE rota.frame SET turn = turn + 1 RETURNING turn")!.Value;
            var book = BudgetTable.Read(connection);
            var decision = decide(book, book.NextGrant);
            var change = BudgetChange.Of(book, decision.After, id => AccountTable.Find(connection, id), turn, at);
            foreach (var (path, scope) in change.Scopes)
            {
                BudgetTable.Put(connection, path, scope);
            }

            foreach (var grant in change.Grants)
            {
                BudgetTable.Put(connection, grant);
            }

            foreach (var account in change.Accounts)
            {
                AccountTable.Put(connection, account);
            }

            return (decision, change.Deed);
        });

    /// <inheritdoc/>
    public void Dispose() => people.Dispose();
}
