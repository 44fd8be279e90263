using Rota.Core.Placement;
using Rota.Sim.Systems.Faults;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Node;
using Rota.Store;

namespace Rota.Sim.Systems;

/// <summary>
/// One world from one seed: production runners, store and keepers under faults; then all faults end, and everything must
/// come to its end.
/// </summary>
public static class SystemSimulation
{
    private const long HealedMost = 400_000_000;
    private const long Slice = 1_000_000;

    /// <summary>Runs a world to its end.</summary>
    /// <param name="options">Which.</param>
    /// <param name="directory">An empty directory for its state, best in memory.</param>
    public static SystemResult Run(SystemOptions options, string directory)
    {
        var world = new World(options.Seed, options.IsTraced);
        var state = StateDirectory.Open(directory, create: true);
        var capacity = new Capacity
        {
            Slots = (int)world.Chance.Between("capacity", 2, 6),
            MilliCpus = 64_000,
            MemoryBytes = 1L << 40,
        };
        PlantedBug.Here = PlantedBugs.InProduction(options.Bug);
        world.Install();
        try
        {
            var node = new SimNode(world, state, capacity, PlantedBugs.Between(options.Bug));
            Play(node, options);
            return new SystemResult(
                options.Seed,
                world.Trace.Digest,
                world.Trace.Count,
                TimeSpan.FromMicroseconds(world.Now),
                node.Promises.Runs.Count,
                node.Promises.Violations,
                world.Trace.Lines
            );
        }
        finally
        {
            PlantedBug.Here = null;
            Rota.Node.Hosting.CrashPoint.Here = null;
        }
    }

    private static void Play(SimNode node, SystemOptions options)
    {
        var world = node.World;
        var people = new People(node);
        node.PowerLost = people.Close;
        people.Begin();
        var crew = new Crew(node);
        var adversary = new Adversary(node, people, crew, options.Faults);
        crew.Begin((int)world.Chance.Between("crew", 1, 3));
        var span = world.Chance.Scaled("span", 2_000_000, 20_000_000);
        people.Submit((int)world.Chance.Between("people", 1, 4), span);
        adversary.Begin();
        world.RunUntil(world.Now + span);

        adversary.Heal();
        world.Trace.Note("healed");
        people.ResumeAll();
        var limit = world.Now + HealedMost;
        while (world.Now < limit && !node.IsDone())
        {
            world.RunUntil(world.Now + Slice);
        }

        node.Promises.AtTheEnd();
        node.Processes.Clear();
        people.Close();
    }
}

/// <summary>Which world.</summary>
public sealed record SystemOptions
{
    /// <summary>Everything follows from it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What goes wrong in it.</summary>
    public FaultKinds Faults { get; init; } = FaultKinds.All;

    /// <summary>A known bug that is planted, or null.</summary>
    public string? Bug { get; init; }

    /// <summary>Whether what happens is kept as lines.</summary>
    public bool IsTraced { get; init; }
}

/// <summary>What became of a world.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Digest">Of all that happened: the same on every machine.</param>
/// <param name="Events">How much happened.</param>
/// <param name="Time">How long it was, in virtual time.</param>
/// <param name="Runs">How many processes of tasks were started.</param>
/// <param name="Violations">Promises that were broken, as sentences; the first is the one to look at.</param>
/// <param name="Trace">What happened, if it was asked for.</param>
public sealed record SystemResult(
    ulong Seed,
    ulong Digest,
    long Events,
    TimeSpan Time,
    int Runs,
    IReadOnlyList<string> Violations,
    IReadOnlyList<string> Trace
);
