using Rota.Store.Audit;
using Rota.Store.Local;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;

namespace Rota.Store.Postgres.Opening;

/// <summary>
/// How people change a home, whoever calls: a transaction with the change, and the entry of the audit that tells of it.
/// What it returned is durable.
/// </summary>
internal sealed class PeopleWriter : IDisposable
{
    private readonly Author author;
    private readonly Writer writer;

    /// <summary>Opens the home of a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="server">The server that has it.</param>
    /// <param name="author">Whose changes they are; null for nobody in particular.</param>
    public PeopleWriter(StateDirectory state, Server server, Author? author)
    {
        this.author = author ?? Author.Unnamed;
        writer = new Writer(state, server);
    }

    /// <summary>What it speaks by.</summary>
    public Connection Connection => writer.Connection;

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
    public T Unheard<T>(Func<T> work) => writer.Write(work);

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();
}
