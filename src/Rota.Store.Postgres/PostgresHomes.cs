using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Postgres.Schemas;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Records;

namespace Rota.Store.Postgres;

/// <summary>Homes on a PostgreSQL server. All ports of a process share one pool of connections.</summary>
public sealed class PostgresHomes(Server server) : IHomes, IDisposable
{
    /// <inheritdoc/>
    public string Engine => "postgresql";

    /// <inheritdoc/>
    public string EngineVersion
    {
        get
        {
            using var connection = new Connection(server);
            return ServerNeeds.TextOf(connection, "server_version");
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<HomeFinding> Promises()
    {
        using var connection = new Connection(server);
        return Schemas.Promises.Of(connection);
    }

    /// <inheritdoc/>
    public IHome Of(StateDirectory state) => new PostgresHome(state, server);

    /// <inheritdoc/>
    public IRestoring Restore(string target) => throw KeptByTheServer();

    /// <inheritdoc/>
    public void Dispose() => server.Dispose();

    /// <summary>What is told of a backup, there and back.</summary>
    internal static StoreException KeptByTheServer() =>
        new(
            StoreFailure.Unsupported,
            "a home on PostgreSQL is backed up with its server: pg_dump -n rota, or the backups of who runs it. "
                + "rota home move takes a copy to a file"
        );
}
