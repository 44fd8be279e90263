using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>A damaged database ends what works on it, with the remedy; nothing tries on for ever.</summary>
public sealed class DamageTests
{
    private const int PageBytes = 4096;
    private const int HeaderBytes = 100;

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0)]
    public void Whichever_page_is_damaged_resume_ends_or_says_so(byte filling)
    {
        using var rota = new RotaState();
        var sound = Sound(rota);
        for (var page = 1; page <= sound.Length / PageBytes; page++)
        {
            var damaged = (byte[])sound.Clone();
            Fill(damaged, page, filling);
            var state = Restore(rota, damaged, $"page-{page}");
            var resume = rota.Run("resume", "--state", state);
            var check = rota.Run("check", "--state", state);
            Assert.True(check.ExitCode is 1 or 5, $"page {page}: {check}");
            if (resume.ExitCode != 1)
            {
                resume.Exits(5).Says("is not a sound database", "rota check", "restore a backup");
            }
        }
    }

    [Theory]
    [InlineData("up")]
    [InlineData("run -- true")]
    [InlineData("runner")]
    [InlineData("resume")]
    public void All_that_serve_end_when_every_table_is_damaged(string line)
    {
        using var rota = new RotaState();
        var database = Sound(rota);
        for (var page = 2; page <= database.Length / PageBytes; page++)
        {
            Fill(database, page, 0xFF);
        }

        rota.Run([.. line.Split(' ')[..1], "--state", Restore(rota, database, "damaged"), .. line.Split(' ')[1..]]).Exits(5)
            .Says("is not a sound database", "restore a backup");
    }

    [Fact]
    public void A_file_that_is_no_database_is_named_with_the_remedy()
    {
        using var rota = new RotaState();
        var state = Restore(rota, [.. Enumerable.Repeat((byte)'x', 3 * PageBytes)], "other");
        foreach (var line in (string[])["run -- true", "ls", "check", "doctor"])
        {
            var outcome = rota.Run([.. line.Split(' ')[..1], "--state", state, .. line.Split(' ')[1..]]);
            Assert.Contains("is not a sound database", outcome.Error + outcome.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_wait_that_nobody_will_end_says_so()
    {
        using var rota = new RotaState();
        rota.Run("submit", "--", "true").Exits(0);
        rota.Run("wait", "1", "--timeout", "3s").Exits(4).Says("nobody runs job 1 now", "rota up");
    }

    /// <summary>The database of a state with an ended job, a job to go on with and a schedule.</summary>
    private static byte[] Sound(RotaState rota)
    {
        rota.Run("run", "--array", "1-5", "--", "sh", "-c", "exit 1").Exits(1);
        rota.Run("submit", "--array", "1-5", "--", "sh", "-c", "exit 1").Exits(0);
        rota.Run("schedule", "add", rota.Write("job.yaml", "schedule: {cron: '@daily'}\ntasks: [{command: 'true'}]")).Exits(0);
        rota.Run("backup", rota.At("sound.db")).Exits(0);
        return File.ReadAllBytes(rota.At("sound.db"));
    }

    /// <summary>A page overwritten; of the first, the header stays.</summary>
    private static void Fill(byte[] database, int page, byte filling) =>
        database.AsSpan((page - 1) * PageBytes, PageBytes)[(page == 1 ? HeaderBytes : 0)..].Fill(filling);

    private static string Restore(RotaState rota, byte[] database, string name)
    {
        // Below the state's own directory, so that the test finds every process that it leaves.
        var state = Path.Combine(rota.State, name);
        Directory.CreateDirectory(state, (UnixFileMode)0b111_000_000);
        File.WriteAllBytes(Path.Combine(state, "rota.db"), database);
        return state;
    }
}
