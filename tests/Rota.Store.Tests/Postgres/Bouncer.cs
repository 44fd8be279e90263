using System.Diagnostics;

namespace Rota.Store.Tests.Postgres;

/// <summary>A PgBouncer before a server, which lends a connection for one transaction. Ends with this process.</summary>
internal sealed class Bouncer : IDisposable
{
    private const string Program = "/usr/sbin/pgbouncer";
    private readonly string directory = Directory.CreateTempSubdirectory("rota-bouncer-").FullName;
    private readonly Process process;

    public Bouncer(Cluster cluster)
    {
        Assert.SkipUnless(File.Exists(Program), "PgBouncer is not installed (apt-get install pgbouncer)");
        var settings = Path.Combine(directory, "pgbouncer.ini");
        File.WriteAllText(settings, $"""
            [databases]
            * = host={cluster.Socket} port=5432 user=rota
            [pgbouncer]
            listen_addr =
            listen_port = 5432
            unix_socket_dir = {directory}
            auth_type = any
            pool_mode = transaction
            default_pool_size = 4
            """);
        Cluster.Own(directory);
        process = Process.Start(Cluster.As(Program, "-q", settings))!;
        Assert.True(
            SpinWait.SpinUntil(() => File.Exists(Path.Combine(directory, ".s.PGSQL.5432")), TimeSpan.FromSeconds(30)),
            "PgBouncer does not start");
    }

    public string AddressOf(string address) =>
        $"postgres://rota@{Uri.EscapeDataString(directory)}/{address[(address.LastIndexOf('/') + 1)..]}";

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(directory, recursive: true);
    }
}
