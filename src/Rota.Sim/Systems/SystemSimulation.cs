using Rota.Core.Placement;
using Rota.Linux.Faults;
using Rota.Sim.Systems.Cells;
using Rota.Sim.Systems.Faults;
using Rota.Sim.Systems.Homes;
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
    private const long HealedMost = 800_000_000;
    private const long Slice = 1_000_000;

    /// <summary>So many may join, or come in the place of others, while a world lasts.</summary>
    private const int MoreMachines = 3;

    /// <summary>So many more for them to do.</summary>
    private const int MoreJobs = 2;

    /// <summary>Runs a world to its end.</summary>
    /// <param name="options">Which.</param>
    /// <param name="directory">An empty directory for its state, best in memory.</param>
    public static SystemResult Run(SystemOptions options, string directory)
    {
        var most = options.Nodes == 1 ? 1 : options.Nodes + MoreMachines;
        var world = new World(options.Seed, options.IsTraced, most);
        var state = StateDirectory.Open(Path.Combine(directory, "1"), create: true);
        var capacity = new Capacity
        {
            // The less there is at home, the more runs on other machines.
            Slots = (int)(most == 1 ? world.Chance.Between("capacity", 2, 6) : world.Chance.Between("capacity", 1, 3)),
            MilliCpus = 64_000,
            MemoryBytes = 1L << 40,
        };
        PlantedBug.Here = PlantedBugs.InProduction(options.Bug);
        world.Install();
        try
        {
            IMedium medium = options.Home == HomeKind.Sqlite ? new SqliteMedium(world, state) : new MemoryMedium(state);
            var node = new SimNode(world, 1, state, capacity, PlantedBugs.Between(options.Bug));
            var cell = new SimCell(new SimHome(node, medium), directory, most);
            var book = new InvariantBook(cell);
            IReadOnlyList<(int, string)> faults = [];
            try
            {
                Play(cell, book, options, struck => faults = struck);
            }
            catch (Exception error) when (error is not ProcessDied)
            {
                book.Broken("anytime_nothing_fails", $"{error.GetType().Name}: {error.Message}");
                if (options.IsTraced)
                {
                    world.Trace.Say(error.ToString());
                }
            }

            cell.End();
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
        SimCell cell,
        InvariantBook book,
        SystemOptions options,
        Action<IReadOnlyList<(int, string)>> struck
    )
    {
        var (world, home) = (cell.World, cell.Home);
        var people = new SimUsers(home, book);
        home.Closing = people.Close;
        people.Begin();
        var crew = new SimRunners(home);
        var injector = new FaultInjector(cell, people, crew, options.Faults, options.Without);
        struck(injector.Struck);
        crew.Begin((int)world.Chance.Between("crew", 1, 3));
        var span = world.Chance.Scaled("span", 2_000_000, 20_000_000);
        for (var machine = 2; machine <= options.Nodes; machine++)
        {
            // Most are there from the beginning, others come later.
            cell.Join(
                world.Chance.OneIn("late", 3) ? world.Chance.Below("late", span) : world.Chance.Below("late", 300_000)
            );
        }

        people.Submit((int)world.Chance.Between("people", 1, 4) + (cell.IsShared ? MoreJobs : 0), span);
        injector.Begin();
        world.RunUntil(world.Now + span);

        injector.Rest();
        injector.Heal();
        world.Trace.Note(null, "ALL FAULTS END");
        book.HealedAt = world.Now;
        people.ResumeAll();
        var limit = world.Now + HealedMost;
        using (var queries = home.Store.Read())
        {
            while (world.Now < limit && (cell.HasTasks || queries.Unfinished().Count > 0))
            {
                world.RunUntil(world.Now + Slice);
            }
        }

        // What the last turns told machines is on its way.
        while (world.Now < limit && cell.IsShared && cell.Members.Any(member => member.Node.Owed > 0))
        {
            world.RunUntil(world.Now + Slice);
        }

        if (cell.HasTasks)
        {
            book.Broken("finally_no_process_is_left", "the process of a task lives long after its job has ended");
        }

        book.AtTheEnd();
    }
}
