using Rota.Store.Local;
using Rota.Store.Postgres.Addresses;
using Rota.Store.Postgres.Schemas;
using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Opening;

/// <summary>A port that writes: its session, and how those who wait are told that something was written.</summary>
internal sealed class Writer : IDisposable
{
    private readonly SharedMap map;

    /// <summary>Opens one; the tables are made where they are missing.</summary>
    public Writer(StateDirectory state, Server server)
    {
        state.HideFromGit();
        map = new SharedMap(state.SharedMap);
        Connection = new Connection(server);
        try
        {
            if (server.Home.RequiresSync)
            {
                Promises.Require(Connection);
            }

            HomeFile.Keep(state, server.Home);
            Schema.Make(Connection);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What it speaks by.</summary>
    public Connection Connection { get; }

    /// <summary>Runs the work in a transaction of its own and tells that it was committed.</summary>
    public T Write<T>(Func<T> work)
    {
        var result = Writing.Run(Connection, work);
        map.Notify();
        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Connection.Dispose();
        map.Dispose();
    }
}
