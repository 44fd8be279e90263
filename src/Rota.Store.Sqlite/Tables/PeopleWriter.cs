using Rota.Store.Audit;
using Rota.Store.Local;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Tables;

/// <summary>
/// How people change a home, whoever calls: write lock, transaction, the change, and the entry of the audit that tells
/// of it. What it returned is durable.
/// </summary>
internal sealed class PeopleWriter : IDisposable
{
    private readonly Author author;

    /// <summary>Opens the home of a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="author">Whose changes they are; null for nobody in particular.</param>
    public PeopleWriter(StateDirectory state, Author? author)
    {
        this.author = author ?? Author.Unnamed;
        WriteLock = new WriteLock(state);
        Connection = Database.OpenWriter(state, WriteLock);
    }

    /// <summary>The connection.</summary>
    public Connection Connection { get; }

    /// <summary>The lock.</summary>
    public WriteLock WriteLock { get; }

    /// <summary>Makes a change.</summary>
    /// <param name="work">Makes it, and says what to tell of it; null where nothing was changed.</param>
    public T Write<T>(Func<(T Result, Deed? Deed)> work) =>
        Unheard(() =>
        {
            var (result, deed) = work();
            if (deed is not null)
            {
                AuditTable.Append(Connection, author, deed);
            }

            return result;
        });

    /// <summary>Writes what is no change of people, and of which no entry tells.</summary>
    public T Unheard<T>(Func<T> work) => WriteTransaction.Run(Connection, WriteLock, work);

    /// <inheritdoc/>
    public void Dispose()
    {
        Connection.Dispose();
        WriteLock.Dispose();
    }
}
