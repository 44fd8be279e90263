using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Postgres;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Sqlite;
using Rota.Store.Postgres.Addresses;

namespace Rota.Bench.Worlds;

/// <summary>A state directory for one measurement, on the disk of the checkout: a memory file system has no fsync.</summary>
internal sealed class ScratchState : IDisposable
{
    private readonly string path;
    private readonly Server? server;

    /// <summary>Makes it, with its tables.</summary>
    /// <param name="address">An empty database on a PostgreSQL server; null for a SQLite file.</param>
    public ScratchState(string? address = null)
    {
        path = Path.Combine(Checkout.Artifacts, "bench-" + Path.GetRandomFileName());
        State = StateDirectory.Open(path, create: true);
        server = address is null ? null : new Server(HomeAddress.Parse(address));
        Home = server is null ? new SqliteHome(State) : new PostgresHome(State, server);
        using var submissions = Home.Submissions();
        submissions.WantAll(true);
    }

    /// <summary>The state.</summary>
    public StateDirectory State { get; }

    /// <summary>Its home.</summary>
    public IHome Home { get; }

    /// <summary>A file beside the state's own.</summary>
    public string File(string name) => Path.Combine(path, name);

    /// <summary>Hands jobs in.</summary>
    public void Submit(IEnumerable<JobSpec> specs)
    {
        using var submissions = Home.Submissions();
        foreach (var spec in specs)
        {
            _ = submissions.Submit(spec, null, isWanted: true, Instant.From(DateTimeOffset.UtcNow));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        server?.Dispose();
        Directory.Delete(path, recursive: true);
    }
}
