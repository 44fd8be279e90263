using System.Globalization;
using Npgsql;
using Rota.Store.Postgres.Addresses;

namespace Rota.Store.Postgres.Sessions;

/// <summary>A PostgreSQL server with a database, and a pool of connections to it.</summary>
public sealed class Server : IDisposable
{
    /// <summary>Connections of a process: one for the turns of its runners, and some for who looks.</summary>
    private const int ConnectionsMax = 8;

    private const string OwnTimeline =
        "CASE WHEN pg_is_in_recovery() THEN 'standby' ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END";

    private readonly Lazy<NpgsqlDataSource> pool;
    private readonly Lazy<string> timeline;

    /// <summary>That of an address. Nothing is opened by that.</summary>
    public Server(HomeAddress address)
    {
        Address = address.Visible;
        Home = address;
        pool = new Lazy<NpgsqlDataSource>(() => Make(address), LazyThreadSafetyMode.PublicationOnly);
        timeline = new Lazy<string>(FindTimeline, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>How people name it: no password is in it.</summary>
    public string Address { get; }

    /// <summary>The address, with all that it says.</summary>
    internal HomeAddress Home { get; }

    /// <summary>Whether the tables were found to be those of this version.</summary>
    internal bool IsKnown { get; set; }

    /// <summary>
    /// What gives the history that the server is in: another after a standby was made the primary. A text that says
    /// nothing where the engine is a kin of PostgreSQL that has none, or does not tell.
    /// </summary>
    internal string TimelineSql => timeline.Value;

    /// <summary>Whether a pooler is in between, such as PgBouncer.</summary>
    internal bool HasPooler { get; private set; }

    /// <summary>A connection of the pool; disposing of it gives it back.</summary>
    internal NpgsqlConnection Open() => pool.Value.OpenConnection();

    /// <summary>Uses none of the connections any more that are open now: one of them was found broken.</summary>
    internal void Forget()
    {
        if (pool.IsValueCreated)
        {
            pool.Value.Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (pool.IsValueCreated)
        {
            pool.Value.Dispose();
        }
    }

    /// <summary>A pooler in between lends a connection for one transaction: nothing may be left on it.</summary>
    private NpgsqlDataSource Make(HomeAddress address)
    {
        var settings = new NpgsqlConnectionStringBuilder(address.Settings)
        {
            ApplicationName = "rota",
            MaxPoolSize = ConnectionsMax,
            NoResetOnClose = true,
            Timeout = 10,
            CommandTimeout = 30,
            KeepAlive = 0,
            TcpKeepAlive = true,
            IncludeErrorDetail = false,
            Enlist = false,
        };
        var plain = Build(settings);
        HasPooler = UsesPooler(plain);
        if (!HasPooler)
        {
            plain.Dispose();
            settings.MaxAutoPrepare = 200;
            settings.AutoPrepareMinUsages = 3;
            plain = Build(settings);
        }

        return plain;
    }

    /// <summary>A pooler tells a process number of its own.</summary>
    private static bool UsesPooler(NpgsqlDataSource pool)
    {
        using var connection = pool.OpenConnection();
        using var command = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture) != connection.ProcessID;
    }

    private string FindTimeline()
    {
        try
        {
            using var connection = Open();
            using var command = new NpgsqlCommand("SELECT " + OwnTimeline, connection);
            _ = command.ExecuteScalar();
            return OwnTimeline;
        }
        catch (PostgresException)
        {
            return "''";
        }
    }

    private static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder settings)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        return settings.Host?.Contains(',', StringComparison.Ordinal) == true
            ? builder.BuildMultiHost()
            : builder.Build();
    }
}
