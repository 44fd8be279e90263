using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Rota.Linux.Calls;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Keeper.Anchors;

/// <summary>
/// Moves an anchor by the ends of its children, and does nothing else, so that nothing else can end it.
/// </summary>
internal sealed class AnchorLoop
{
    private static readonly TimeSpan WritePace = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly AutoResetEvent started = new(false);
    private readonly AnchorRules rules;

    public AnchorLoop(StateDirectory state, NodeOptions node, ILogger log)
    {
        var kernel = new LinuxKernel();
        var journal = Path.Combine(state.Keeper, "anchor.journal");
        var exits = new SeenExits(journal, kernel);
        var keeper = new AnchoredKeeper(state, node, exits, kernel);
        rules = new AnchorRules(exits, new AnchorGround(state, keeper, kernel, gate, started), log, state.Path);
        log.Started(state.Path);
        if (exits.Damage > 0)
        {
            log.ExitsDamaged(journal, exits.Damage);
        }
    }

    /// <summary>
    /// Waits for children. A keeper that is due is started by a timer meanwhile, so that nobody who ends before is kept
    /// waiting.
    /// </summary>
    public void Run()
    {
        rules.Begin();
        using var writing = new Timer(_ => Write(), null, WritePace, WritePace);
        while (true)
        {
            if (NativeWait.WaitId(NativeWait.All, 0, out var child, NativeWait.Exited | NativeWait.Keep) == 0)
            {
                lock (gate)
                {
                    if (!rules.TryTake(child))
                    {
                        return;
                    }
                }
            }
            else if (Marshal.GetLastPInvokeError() != Native.Interrupted)
            {
                // No child: the next is the keeper that is due.
                started.WaitOne();
            }
        }
    }

    private void Write()
    {
        lock (gate)
        {
            rules.Write();
        }
    }
}
