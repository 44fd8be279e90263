using Npgsql;
using Rota.Store.Local;
using Rota.Store.Postgres.Addresses;

namespace Rota.Store.Postgres.Sessions;

/// <summary>
/// Hears on a direct connection that somebody committed, also on other machines, and tells the processes of this state.
/// A hint and no more: what is not heard is seen at the next look.
/// </summary>
internal sealed class WakeUp : IDisposable
{
    private const string Channel = "rota";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource over = new();
    private readonly Thread thread;

    private WakeUp(string settings, SharedMap map)
    {
        thread = new Thread(() => Run(settings, map)) { IsBackground = true, Name = "listen" };
        thread.Start();
    }

    /// <summary>Begins to listen where the address says by which way; a pooler would hear nothing.</summary>
    public static WakeUp? Begin(HomeAddress home, SharedMap map) =>
        home.Listen is { } listen
            ? new WakeUp((HomeAddress.Is(listen) ? HomeAddress.Parse(listen) : home).Settings, map)
            : null;

    /// <summary>Tells those who listen, once the transaction is committed; nobody else pays for it.</summary>
    public static void Tell(Connection connection)
    {
        if (connection.Server.Home.Listen is not null)
        {
            connection.Execute($"NOTIFY {Channel}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        over.Cancel();
        thread.Join();
        over.Dispose();
    }

    private void Run(string settings, SharedMap map)
    {
        var told = new NpgsqlConnectionStringBuilder(settings)
        {
            Pooling = false,
            KeepAlive = 30,
            ApplicationName = "rota listen",
        };
        while (!over.IsCancellationRequested)
        {
            try
            {
                Hear(told.ConnectionString, map).GetAwaiter().GetResult();
            }
            catch (Exception error) when (PostgresFailure.IsForeign(error) || error is OperationCanceledException)
            {
                over.Token.WaitHandle.WaitOne(Pause);
            }
        }
    }

    private async Task Hear(string settings, SharedMap map)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(settings);
        builder.EnableTransportSecurity();
        await using var source = builder.Build();
        await using var connection = await source.OpenConnectionAsync(over.Token);
        connection.Notification += (_, _) => map.Notify();
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            _ = await listen.ExecuteNonQueryAsync(over.Token);
        }

        while (true)
        {
            await connection.WaitAsync(over.Token);
        }
    }
}
