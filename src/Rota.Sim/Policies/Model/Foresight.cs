using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Rota.Sim.Policies.Model;

/// <summary>
/// Fetches ahead of time what the end of a task will touch. With many nodes nothing of it is in the cache, and which
/// ends come next is known: the processor can wait for all of them at once. It changes no result.
/// </summary>
/// <param name="nodes">The nodes.</param>
/// <param name="servers">Their servers.</param>
/// <param name="jobs">The jobs under way.</param>
/// <param name="backlog">What waits at nodes.</param>
internal sealed class Foresight(ModelNode[] nodes, Server[] servers, JobBook jobs, Backlog backlog)
{
    /// <summary>Servers from which on it is worth its while: fewer are in the cache anyway.</summary>
    public const int ServersMin = 8_192;

    /// <summary>A server ends in a while: what is found by its number.</summary>
    public void Far(int server)
    {
        Fetch(ref servers[server]);
        Fetch(ref nodes[(int)((long)server * nodes.Length / servers.Length)]);
    }

    /// <summary>A server ends soon: what is found through it.</summary>
    public void Near(int server)
    {
        ref var ending = ref servers[server];
        if (ending.Job >= 0)
        {
            Fetch(ref jobs[ending.Job]);
        }

        var waiting = nodes[ending.Node].Head;
        if (waiting != Backlog.None)
        {
            backlog.Fetch(waiting);
        }
    }

    /// <summary>
    /// Asks the processor for a place in memory. Whether the collector moves it meanwhile is of no matter.
    /// </summary>
    public static unsafe void Fetch<T>(ref T place)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref place));
        }
    }
}
