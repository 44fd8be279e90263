using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>What <c>rota simulate</c> prints, writes and refuses. Whether it is right is held in Rota.Sim.Tests.</summary>
public sealed class SimulateTests
{
    private static readonly string[] Small = ["--nodes", "20", "--tasks", "20000", "--dispatchers", "3", "--seed", "1"];

    [Fact]
    public void Results_are_one_object_with_the_figures_of_each_strategy()
    {
        using var rota = new RotaState();
        var json = rota.Run([.. Policy, "--strategy", "two-choices,idle", "--output", "json", .. Small]).Exits(0).Json;
        Assert.Equal(1, json.GetProperty("version").GetInt32());
        var results = json.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal(["two-choices", "idle"], results.Select(result => result.GetProperty("strategy").GetString()));
        foreach (var result in results)
        {
            foreach (var span in new[] { result.GetProperty("response"), result.GetProperty("wait") })
            {
                Assert.All(["mean", "p50", "p95", "p99", "half_width"], name => span.GetProperty(name).GetDouble());
            }

            Assert.InRange(result.GetProperty("wait").GetProperty("zero_fraction").GetDouble(), 0.1, 1);
            Assert.InRange(result.GetProperty("messages_per_task").GetDouble(), 1, 10);
            Assert.Equal(0, result.GetProperty("conflict_fraction").GetDouble());
            Assert.InRange(result.GetProperty("events").GetInt64(), 40_000, 400_000);
            Assert.True(result.GetProperty("events_per_second").GetDouble() > 0);
            Assert.Matches("^[0-9a-f]{16}$", result.GetProperty("digest").GetString());
        }
    }

    [Fact]
    public void Two_processes_and_any_number_of_threads_give_one_digest()
    {
        using var rota = new RotaState();
        string Digest(string threads) =>
            rota.Run([.. Policy, "--strategy", "idle", "--replications", "3", "--jobs-at-once", threads, "--output", "json", .. Small])
                .Exits(0).Json.GetProperty("results")[0].GetProperty("digest").GetString()!;
        Assert.Equal(Digest("1"), Digest("2"));
    }

    [Fact]
    public void Every_strategy_of_the_help_runs_on_jobs_of_several_tasks()
    {
        using var rota = new RotaState();
        const string All = "random,two-choices,reserve-one,per-task,batch,batch-late,central,idle-random,idle,hot-cold,"
            + "shared-state,bid,best-fit,spread";
        var json = rota.Run([.. Policy, "--strategy", All, "--tasks-per-job", "4", "--slots", "2", "--delay", "0.01",
            "--decision-time", "0.01", "--output", "json", .. Small]).Exits(0).Json;
        Assert.Equal(14, json.GetProperty("results").GetArrayLength());
    }

    [Fact]
    public void A_plot_and_a_page_are_written_and_load_nothing()
    {
        using var rota = new RotaState();
        rota.Run([.. Policy, "--strategy", "idle,random", "--load", "0.5,0.8", "--plot", "out.svg", "--report", "page.html", .. Small])
            .Exits(0);
        Assert.StartsWith("<svg xmlns=", File.ReadAllText(rota.At("out.svg")), StringComparison.Ordinal);
        var page = File.ReadAllText(rota.At("page.html"));
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.False(Directory.Exists(rota.State));
    }

    [Theory]
    [InlineData("did you mean two-choices?", "--strategy", "two-choice")]
    [InlineData("--service exp:-1", "--service", "exp:-1")]
    [InlineData("--load: a number above 0", "--load", "0")]
    [InlineData("--load x: a number is expected", "--load", "x")]
    [InlineData("--nodes: 1 to", "--nodes", "0")]
    [InlineData("--slots: at least 1", "--slots", "0")]
    [InlineData("--warmup: more than there are", "--warmup", "30000")]
    [InlineData("--jobs, --tasks: a number above 0", "--jobs", "-3")]
    [InlineData("--conflict maybe: sequence or fit", "--conflict", "maybe")]
    [InlineData("error[file]: cannot read missing.swf: there is no such file", "--trace", "missing.swf")]
    [InlineData("--plot", "--plot", "no/such/directory/x.svg")]
    public void What_makes_no_sense_is_refused_in_a_sentence(string expected, params string[] words)
    {
        using var rota = new RotaState();
        string[] rest = words[0] is "--nodes" or "--warmup" ? ["--tasks", "20000"] : ["--nodes", "20"];
        rota.Run([.. Policy, .. words, .. rest]).Exits(2).Says("error[", expected);
    }

    [Fact]
    public void Turns_are_simulated_beside_the_formula()
    {
        using var rota = new RotaState();
        string[] words = ["simulate", "slots", "--runners", "5", "--cycle", "10", "--cost", "0.01", "--events", "20000"];
        var json = rota.Run([.. words, "--output", "json"]).Exits(0).Json;
        double Of(string part, string name) => json.GetProperty(part).GetProperty(name).GetDouble();
        Assert.InRange(Of("latency_ms", "mean") / Of("formula", "mean_ms"), 0.9, 1.3);
        Assert.Equal(95.2, Of("formula", "capacity_per_second"));
        rota.Run("slots", "plan", "--workers", "500", "--cost", "10ms", "--cycle", "10s", "--runners", "5").Exits(0);
    }

    private static string[] Policy => ["simulate", "policy"];
}
