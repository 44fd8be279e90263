namespace Rota.Sim.Systems.Nodes;

/// <summary>The power of a simulated machine.</summary>
internal sealed class SimPower(SimNode node)
{
    /// <summary>Whether it is gone, and the machine has not started again.</summary>
    public bool IsOut { get; private set; }

    /// <summary>What lines to others do the moment it is gone: nobody says farewell.</summary>
    public Action? Going { get; set; }

    /// <summary>What others do about a failure: close what they hold open. Told whether a commit was torn.</summary>
    public Action<bool>? Failed { get; set; }

    /// <summary>Everything ends at once; what was not flushed may be gone.</summary>
    public void Fail(bool isTorn)
    {
        if (IsOut)
        {
            return;
        }

        node.World.Trace.Note(null, "THE POWER IS LOST", ("torn", isTorn ? 1 : 0));
        Going?.Invoke();
        node.Processes.Clear();
        IsOut = true;
        node.World.OnceEmpty(
            node.Number,
            () =>
            {
                Failed?.Invoke(isTorn);
                node.Journals.Shorten(Path.Combine(node.State.Keeper, "journal"));
                node.Journals.Shorten(Path.Combine(node.State.Keeper, "anchor.journal"));
                node.Clock.Restart();
                IsOut = false;
            }
        );
    }
}
