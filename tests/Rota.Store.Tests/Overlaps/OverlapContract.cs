using Rota.Linux.Faults;

namespace Rota.Store.Tests.Overlaps;

/// <summary>
/// Whatever clocks, pauses and members do: turns are safe by what they check, not by when they happen. ROTA_OVERLAPS
/// sets the number of histories of each kind, ROTA_SEED the first.
/// </summary>
public abstract class OverlapContract(ITestOutputHelper output, Func<Backend> make)
{
    private const int Steps = 160;
    private const int FoundWithin = 40;
    private static readonly int Rounds = Setting("ROTA_OVERLAPS", 12);
    private static readonly int Seed = Setting("ROTA_SEED", Environment.TickCount & 0xFFFF);

    [Fact]
    public void Wrong_clocks_double_nothing() => Holds(Discipline.WrongClocks);

    [Fact]
    public void A_guard_of_nothing_doubles_nothing() => Holds(Discipline.NoGuard);

    [Fact]
    public void Slots_that_are_all_equal_double_nothing() => Holds(Discipline.EqualSlots);

    [Fact]
    public void Slots_that_nobody_keeps_double_nothing() => Holds(Discipline.Ignored);

    [Theory]
    [InlineData(PlantedBug.NoEpochCheck)]
    [InlineData(PlantedBug.NoOwnerCheck)]
    [InlineData(PlantedBug.StaleAccounts)]
    public void A_check_that_is_left_out_is_found(string bug)
    {
        PlantedBug.Here = bug;
        try
        {
            var found = Enumerable.Range(1, FoundWithin).Select(seed => Wrong(seed, Discipline.Ignored)).FirstOrDefault(wrong => wrong.Count > 0, []);
            output.WriteLine(string.Join('\n', found));
            Assert.NotEmpty(found);
        }
        finally
        {
            PlantedBug.Here = null;
        }
    }

    private void Holds(Discipline discipline)
    {
        for (var seed = Seed; seed < Seed + Rounds; seed++)
        {
            output.WriteLine($"seed {seed}");
            Assert.Empty(Wrong(seed, discipline));
        }
    }

    /// <summary>What went wrong; that a history of a planted bug comes to a halt is a way of being found, too.</summary>
    private IReadOnlyList<string> Wrong(int seed, Discipline discipline)
    {
        using var world = new OverlapWorld(make(), seed, discipline);
        try
        {
            return world.Run(Steps);
        }
        catch (Core.Model.InvariantException error) when (PlantedBug.Here is not null)
        {
            return [error.Message];
        }
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : usual;
}

/// <summary>Overlaps on SQLite.</summary>
public sealed class SqliteOverlapTests(ITestOutputHelper output) : OverlapContract(output, () => new Home(Backend.Quick));

/// <summary>Overlaps in memory.</summary>
public sealed class MemoryOverlapTests(ITestOutputHelper output) : OverlapContract(output, () => new MemoryBackend());
