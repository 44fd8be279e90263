using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Homes;

/// <summary>Keeps runners at work: somebody starts another when one died, as a service supervisor would.</summary>
internal sealed class SimRunners(SimHome home)
{
    private const int RunnersMax = 5;
    private const long LookPace = 400_000;
    private readonly World world = home.World;
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
        if (wanted > 1 && home.Runners.Count > 1)
        {
            wanted--;
            var leaving = world.Chance.Of("leave", home.Runners);
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
        for (var name = 1; name <= RunnersMax && home.Runners.Count < wanted && !home.Node.Power.IsOut; name++)
        {
            if (!home.Runners.Exists(runner => runner.Name == $"r{name}"))
            {
                home.StartRunner($"r{name}");
            }
        }
    }
}
