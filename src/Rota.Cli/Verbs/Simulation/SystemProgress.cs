using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Sim.Systems;

namespace Rota.Cli.Verbs.Simulation;

/// <summary>How far a long simulation is, for a person who watches.</summary>
internal sealed class SystemProgress(int count)
{
    private readonly Lock gate = new();
    private readonly LivingBlock living = new();
    private int done;
    private int broken;

    public void Done(SystemResult result)
    {
        lock (gate)
        {
            done++;
            broken += result.Broken is null ? 0 : 1;
            living.Draw(
                new($"{done} of {Words.Count(count, "world")}", Rank: 1),
                new($"{broken} with broken promises", Rank: 2)
            );
        }
    }

    public void Clear() => living.Clear();
}
