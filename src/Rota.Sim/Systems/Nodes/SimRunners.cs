using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Nodes;

/// <summary>Keeps runners at work: somebody starts another when one died, as a service supervisor would.</summary>
internal sealed class SimRunners(SimNode node)
{
    private const int RunnersMax = 5;
    private const long LookPace = 400_000;
    private readonly World world = node.World;
    private int wanted;

    public void Begin(int count)
    {
        wanted = count;
        Look();
    }

    public void Join()
    {
        if (wanted < RunnersMax)
        {
            wanted++;
            Fill();
        }
    }

    public void Leave()
    {
        if (wanted > 1 && node.Runners.Count > 1)
        {
            wanted--;
            var leaving = world.Chance.Of("leave", node.Runners);
            world.After(1, leaving.Process, "leave", leaving.Leave);
        }
    }

    private void Look()
    {
        Fill();
        world.After(LookPace, null, "crew", Look);
    }

    private void Fill()
    {
        for (var name = 1; name <= RunnersMax && node.Runners.Count < wanted; name++)
        {
            if (!node.Runners.Exists(runner => runner.Name == $"r{name}"))
            {
                node.Starts.StartRunner($"r{name}");
            }
        }
    }
}
