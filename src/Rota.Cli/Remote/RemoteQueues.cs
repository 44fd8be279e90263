using Rota.App.Queues;
using Rota.Client;
using Rota.Linux.Clocks;

namespace Rota.Cli.Remote;

/// <summary>Queues of a server.</summary>
internal static class RemoteQueues
{
    /// <summary>All of them.</summary>
    public static async Task<QueueList> List(RotaClient server) =>
        With(await server.Queues.ListAsync().ConfigureAwait(false));

    /// <summary>Changes one, and answers with all.</summary>
    public static async Task<QueueList> Change(RotaClient server, QueueChange change)
    {
        _ = await server.Queues.ChangeAsync(change, version: null).ConfigureAwait(false);
        return await List(server).ConfigureAwait(false);
    }

    /// <summary>How long it is until they open or close counts from here and now.</summary>
    private static QueueList With(QueueList list) =>
        new([.. list.Queues.Select(queue => queue with { Left = queue.Changes - WallClock.Now })]);
}
