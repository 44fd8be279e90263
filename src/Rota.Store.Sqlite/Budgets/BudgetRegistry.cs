using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Budgets;
using Rota.Store.Local;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Sqlite.Budgets;

/// <summary>Where scopes are set, and rights granted, lent and recalled.</summary>
public sealed class BudgetRegistry : IBudgets
{
    private readonly PeopleWriter people;
    private readonly Connection connection;

    /// <summary>Opens those of a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="author">Whose doing it is; null for nobody in particular.</param>
    public BudgetRegistry(StateDirectory state, Author? author = null)
    {
        people = new PeopleWriter(state, author);
        connection = people.Connection;
    }

    /// <inheritdoc/>
    public BudgetDecision Change(Instant at, Func<BudgetBook, long, BudgetDecision> decide) =>
        people.Write(() =>
        {
            connection.Execute("UPDATE frame SET turn = turn + 1");
            var turn = connection.Scalar("SELECT turn FROM frame")!.Value;
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
