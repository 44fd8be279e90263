using Rota.Core.Model;

namespace Rota.Store.Tests.Models;

/// <summary>
/// The same random story on a home in memory and on another: after each operation both answer the same, and are sound.
/// ROTA_STORIES sets the number of stories, ROTA_SEED the first.
/// </summary>
public sealed class HomesAgreeTests(ITestOutputHelper output)
{
    private const int Steps = 80;
    private static readonly int Stories = Setting("ROTA_STORIES", 6);
    private static readonly int Seed = Setting("ROTA_SEED", Environment.TickCount & 0xFFFF);

    [Fact]
    public void Homes_answer_the_same_after_every_operation()
    {
        for (var seed = Seed; seed < Seed + Stories; seed++)
        {
            Tell(seed, new Home(Backend.Quick));
        }
    }

    [Fact]
    public void A_home_on_PostgreSQL_answers_as_the_one_in_memory_after_every_operation()
    {
        for (var seed = Seed; seed < Seed + Math.Max(1, Stories / 3); seed++)
        {
            Tell(seed, new Postgres.PostgresBackend());
        }
    }

    private void Tell(int seed, Backend home)
    {
        using var file = new HomeDriver(home);
        using var memory = new HomeDriver(new MemoryBackend());
        var operations = new HomeOperations(new Random(seed));
        var told = new List<string> { $"seed {seed}" };
        file.Join("one", areOthersAlive: true);
        memory.Join("one", areOthersAlive: true);
        for (var step = 0; step < Steps; step++)
        {
            var (name, act) = operations.Next();
            told.Add(name);
            var answer = Answer(() => act(file));
            if (Answer(() => act(memory)) is var other && (answer != other || Answers.Of(file.Home) != Answers.Of(memory.Home)))
            {
                output.WriteLine(string.Join('\n', told));
                Assert.Equal(answer, other);
                Assert.Equal(Answers.Of(file.Home), Answers.Of(memory.Home));
            }

            Assert.Empty(memory.Home.Violations());
        }
    }

    private static string Answer(Func<string> act)
    {
        try
        {
            return act();
        }
        catch (StoreException error)
        {
            return $"{error.Failure}";
        }
        catch (InvariantException)
        {
            return "a rule of the home";
        }
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : usual;
}
