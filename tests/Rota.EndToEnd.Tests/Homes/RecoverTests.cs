using Rota.EndToEnd.Tests.Harness;
using Rota.Store.Tests.Postgres;

namespace Rota.EndToEnd.Tests.Homes;

/// <summary>A home whose server was taken over by a standby that lagged.</summary>
public sealed class RecoverTests
{
    [Fact]
    public void A_home_that_was_set_back_is_refused_until_a_person_has_it_go_on_and_what_it_knows_runs_once()
    {
        Assert.SkipUnless(Cluster.Missing is null, Cluster.Missing ?? "");
        using var cluster = new Cluster();
        using var rota = new RotaState();
        var address = cluster.NewDatabase();
        rota.Run("up", "--home", address, "--detach", "--listen", "none", "-j", "3").Exits(0);
        Submit("known");
        Until.True(() => File.Exists(rota.At("known.ran")), "the first runs");
        Until.True(() => rota.JobState(1) == "running", "the home knows that");
        cluster.KeepStandby();
        Until.True(() => rota.Run("submit", "--", "sh", "-c", Waits("unknown")).ExitCode == 0, "the server is back");
        Until.True(() => File.Exists(rota.At("unknown.ran")), "the second runs");
        cluster.FailOver();
        Until.True(() => rota.Run("submit", "--", "true").ExitCode == 0, "the other server is there");
        Until.True(() => Log().Contains("rota home recover", StringComparison.Ordinal), "it is refused", TimeSpan.FromMinutes(2));
        Assert.Contains("go on: rota home recover", rota.Run("home", "recover", "--dry-run").Exits(0).Out, StringComparison.Ordinal);
        Until.True(() => rota.Json("home", "recover") is { ExitCode: 0 } done && done.Json.GetProperty("recovered").GetBoolean(), "nobody serves it any more");
        Assert.Contains("nothing to recover", rota.Run("home", "recover").Exits(0).Out, StringComparison.Ordinal);

        rota.Run("up", "--detach", "--listen", "none", "-j", "3").Exits(0);
        Until.True(() => Log().Contains("runs unknown attempt", StringComparison.Ordinal), "what it does not know is told");
        File.WriteAllText(rota.At("known.go"), "");
        rota.Run("wait", "1").Exits(0);
        Assert.Single(rota.AttemptsOf(1));
        Assert.Equal("run\n", File.ReadAllText(rota.At("known.ran")));
        rota.Run("wait", "2").Exits(0);
        Assert.Contains("home.recover", rota.Run("audit").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("check").Exits(0);
        File.WriteAllText(rota.At("unknown.go"), "");
        rota.Run("down").Exits(0);

        string Log() => File.ReadAllText(Path.Combine(rota.State, "up.log"));

        void Submit(string name) => rota.Run("submit", "--", "sh", "-c", Waits(name)).Exits(0);
    }

    private static string Waits(string name) => $"echo run >> {name}.ran; while [ ! -e {name}.go ]; do sleep 0.1; done";
}
