using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>The daemon in the background, and what the second one is told.</summary>
public sealed class UpTests
{
    /// <summary>Each option as people write it, before and after the verb, to the directory that is meant.</summary>
    [Theory]
    [InlineData("up --detach --state DIR")]
    [InlineData("up --state DIR --detach")]
    [InlineData("--state DIR up --detach")]
    [InlineData("up --detach --state=DIR")]
    [InlineData("up --detach=true --state DIR")]
    [InlineData("up --detach true --state DIR")]
    [InlineData("--verbose up --detach --state DIR")]
    [InlineData("up --detach --verbose --state DIR")]
    [InlineData("--output json up --detach --state DIR")]
    [InlineData("up --output json --detach --state DIR")]
    [InlineData("up --output=quiet --detach --state DIR")]
    [InlineData("up -j 3 --detach --state DIR --cycle 500ms --strict --runners 2")]
    [InlineData("up --detach -j3 --cycle=500ms --state DIR")]
    [InlineData("up --detach --slots 3")]
    public void It_starts_however_its_options_are_written(string line)
    {
        using var rota = new RotaState();
        var isElsewhere = line.Contains("DIR", StringComparison.Ordinal);
        var words = line.Replace("DIR", "elsewhere", StringComparison.Ordinal).Split(' ');
        var there = isElsewhere ? rota.At("elsewhere") : rota.State;
        try
        {
            var answer = rota.Run(words).Exits(0).Out;
            Assert.Matches("^(up: pid \\d+, log .*\ndashboard: http://127\\.0\\.0\\.1:\\d+/#c=[0-9a-f]{64} \\(.*\\)|\\{\"version\":1,\"pid\":\\d+\\}|\\d+)\n$", answer);
            Assert.Equal("running", Ran(rota, there));
        }
        finally
        {
            rota.Run("down", "--state", there).Exits(0);
        }
    }

    [Fact]
    public void What_it_was_told_reaches_it()
    {
        using var rota = new RotaState();
        rota.Run("up", "-j3", "--detach", "--cycle=700ms", "--strict", "--runners", "2").Exits(0);
        var log = Path.Combine(rota.State, "up.log");
        Until.True(() => File.ReadAllText(log).Contains("runners: 2, cycle: 700ms, strict: True, slots: 3", StringComparison.Ordinal), "it says so");
        rota.Run("down").Exits(0);
    }

    [Theory]
    [InlineData("up")]
    [InlineData("up --detach")]
    [InlineData("--output json up --detach")]
    public void A_second_one_is_told_who_serves_and_since_when_in_a_sentence(string line)
    {
        using var rota = new RotaState();
        var pid = rota.Run("up", "--detach", "--output", "quiet").Exits(0).Out.Trim();
        var told = rota.Run(line.Split(' ')).Exits(5).Error.Trim().Split('\n');
        Assert.Equal(2, told.Length);
        Assert.Matches($"^error\\[served\\]: a daemon serves this state already: pid {pid}, since \\d{{4}}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$", told[0]);
        Assert.Equal("  look at it: rota slots; end it: rota down; add a runner to it: rota runner", told[1]);
        rota.Run("down").Exits(0);
    }

    [Fact]
    public void Beside_a_run_in_the_foreground_it_says_that_it_is_one()
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", "--", "sh", "-c", $"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done");
        Until.True(() => rota.Tasks.Length > 0, "it runs");
        rota.Run("up", "--detach").Exits(5).Says($"a run in the foreground has this state: pid {run.Pid}, since ", "rota up");
        rota.Write("go", "");
        run.Wait().Exits(0);
    }

    /// <summary>What an earlier one said in the log is not taken for it.</summary>
    [Fact]
    public void One_that_does_not_come_up_says_all_that_it_said()
    {
        using var rota = new RotaState();
        rota.Run("up", "--detach").Exits(0);
        rota.Run("down").Exits(0);
        rota.Environment["ROTA_CRASH_AT"] = "runner-before-commit:1";
        var log = Path.Combine(rota.State, "up.log");
        File.Delete(log);
        Directory.CreateDirectory(log);
        rota.Run("up", "--detach").Exits(5).Says("error[");
    }

    private static string Ran(RotaState rota, string state)
    {
        rota.Run("submit", "--state", state, "--", "sh", "-c", "sleep 30").Exits(0);
        string? State() => rota.Run("status", "1", "--state", state, "--output", "json").Exits(0).Json.GetProperty("job").GetProperty("state").GetString();
        Until.True(() => State() == "running", "the daemon runs it");
        var seen = State()!;
        rota.Run("cancel", "1", "--state", state).Exits(0);
        return seen;
    }
}
