using Rota.Core.Placement;
using Rota.Linux.Faults;
using Rota.Sim.Systems.Faults;
using Rota.Sim.Systems.Invariants;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;
using Rota.Sim.Systems.Users;
using Rota.Store.Local;

namespace Rota.Sim.Systems;

/// <summary>
/// One world from one seed: production runners, store and keepers under faults; then all faults end, and everything
/// must come to its end.
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
            IMedium medium = options.Home == HomeKind.Sqlite ? new SqliteMedium(world, state) : new MemoryMedium(state);
            var node = new SimNode(world, medium, capacity, PlantedBugs.Between(options.Bug));
            var book = new InvariantBook(node);
            IReadOnlyList<(int, string)> faults = [];
            try
            {
                Play(node, book, options, struck => faults = struck);
            }
            catch (Exception error) when (error is not ProcessDied)
            {
                book.Broken("anytime_nothing_fails", $"{error.GetType().Name}: {error.Message}");
                if (options.IsTraced)
                {
                    world.Trace.Say(error.ToString());
                }
            }

            return new SystemResult(
                options.Seed,
                world.Trace.Digest,
                world.Trace.Count,
                TimeSpan.FromMicroseconds(world.Now),
                book.Runs.Count,
                book.Violations,
                faults,
                world.Trace.Lines
            );
        }
        finally
        {
            PlantedBug.Here = null;
            CrashPoint.Here = null;
        }
    }

    private static void Play(
        SimNode node,
        InvariantBook book,
        SystemOptions options,
        Action<IReadOnlyList<(int, string)>> struck
    )
    {
        var world = node.World;
        var people = new SimUsers(node, book);
        node.Power.Failed = people.Close;
        people.Begin();
        var crew = new SimRunners(node);
        var injector = new FaultInjector(node, people, crew, options.Faults, options.Without);
        struck(injector.Struck);
        crew.Begin((int)world.Chance.Between("crew", 1, 3));
        var span = world.Chance.Scaled("span", 2_000_000, 20_000_000);
        people.Submit((int)world.Chance.Between("people", 1, 4), span);
        injector.Begin();
        world.RunUntil(world.Now + span);

        injector.Heal();
        world.Trace.Note(null, "ALL FAULTS END");
        book.HealedAt = world.Now;
        people.ResumeAll();
        var limit = world.Now + HealedMost;
        using (var queries = node.Home.Read())
        {
            while (world.Now < limit && (node.HasTasks || queries.Unfinished().Count > 0))
            {
                world.RunUntil(world.Now + Slice);
            }
        }

        if (node.HasTasks)
        {
            book.Broken("finally_no_process_is_left", "the process of a task lives long after its job has ended");
        }

        book.AtTheEnd();
        node.Processes.Clear();
        people.Close();
    }
}
