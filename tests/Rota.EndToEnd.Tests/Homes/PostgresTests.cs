using System.Diagnostics;
using Rota.EndToEnd.Tests.Api;
using Rota.EndToEnd.Tests.Harness;
using Rota.Store.Tests.Postgres;

namespace Rota.EndToEnd.Tests.Homes;

/// <summary>One machine whose jobs are kept on a PostgreSQL server.</summary>
public sealed class PostgresTests
{
    [Fact]
    public void A_daemon_runs_jobs_whose_home_is_on_a_server_as_it_does_those_of_a_file() => Using((rota, _) =>
    {
        rota.Run("submit", "--array", "0-4", "--", "sh", "-c", "echo out $ROTA_TASK_INDEX; [ $ROTA_TASK_INDEX -ne 3 ]").Exits(0);
        rota.Run("wait", "1").Exits(1);
        Assert.Contains("failed", rota.Run("ls").Exits(0).Out, StringComparison.Ordinal);
        Assert.Contains("succeeded", rota.Run("tasks", "1").Exits(0).Out, StringComparison.Ordinal);
        Assert.Contains("out 2", rota.Run("logs", "1").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("rerun", "1", "--failed").Exits(1);
        rota.Run("submit", "--", "sleep", "600").Exits(0);
        rota.Run("cancel", "2").Exits(0);
        rota.Run("wait", "2");
        Assert.Contains("cancelled", rota.Run("ls").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("schedule", "add", rota.Write("tick.yaml", "name: tick\nschedule: { cron: '* * * * *', timezone: UTC }\ntasks: [{command: 'true'}]\n")).Exits(0);
        rota.Run("schedule", "run", "tick").Exits(0);
        rota.Run("wait", "3").Exits(0);
        rota.Run("check").Exits(0);
        Assert.Contains("postgres", rota.Run("doctor").Exits(0).Out, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(rota.State, "rota.db")));
    });

    [Fact]
    public void A_running_task_goes_on_when_its_home_moves_to_a_server_and_back() => Using(
        (rota, address) =>
        {
            rota.Run("up", "--detach", "--listen", "none", "--slots", "3").Exits(0);
            rota.Run("submit", "--array", "0-2", "--", "sh", "-c", "echo $$ > pid$ROTA_TASK_INDEX; while [ ! -e go ]; do sleep 0.1; done; echo done").Exits(0);
            string[] files = [rota.At("pid0"), rota.At("pid1"), rota.At("pid2")];
            Until.True(() => files.All(file => File.Exists(file) && File.ReadAllText(file).EndsWith('\n')), "three tasks run");
            rota.Run("down").Exits(0);
            rota.Run("home", "move", address).Exits(0);
            rota.Run("up", "--detach", "--listen", "none").Exits(0);
            AssertRunning(files);
            Assert.True(File.Exists(Path.Combine(rota.State, "rota.db.moved")));
            rota.Run("down").Exits(0);
            rota.Run("home", "move", "file").Exits(0);
            rota.Run("up", "--detach", "--listen", "none").Exits(0);
            AssertRunning(files);
            File.WriteAllText(rota.At("go"), "");
            rota.Run("wait", "1").Exits(0);
            Assert.Equal(3, rota.Run("logs", "1").Exits(0).Out.Split("done").Length - 1);
            rota.Run("check").Exits(0);
        },
        isServed: false);

    [Fact]
    public void What_people_did_moves_with_the_home_and_is_proven_there() => Using(
        (rota, address) =>
        {
            using (var api = new Daemon(rota))
            {
                api.Submit("sleep 600", name: "mine");
                var (_, _, answer) = api.Ask("POST", "/v1/jobs:cancel", "{\"filter\":\"name:mine\"}", ("Rota-Why", "enough"));
                Until.True(() => api.Ask("GET", answer.Headers.Location!.ToString()).Body.GetProperty("state").GetString() == "done", "it is cancelled");
            }

            rota.Run("token", "create", "ci", "--scope", "read").Exits(0);
            rota.Run("queue", "set", "q", "--concurrency", "2", "--why", "größer").Exits(0);
            var (audit, rest) = People();
            Assert.Equal(1, rota.Json("home", "move", address, "--why", "grown").Exits(0).Json.GetProperty("version").GetInt32());
            Same("postgres://rota@");
            using (var api = new Daemon(rota))
            {
                api.Submit("true", name: "there");
                var (_, _, answer) = api.Ask("POST", "/v1/jobs:cancel", "{\"filter\":\"name:there\"}");
                Assert.EndsWith("/2", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
                Assert.Equal("ci", api.Ask("GET", "/v1/tokens").Body.GetProperty("tokens")[0].GetProperty("name").GetString());
                Until.True(() => api.Ask("GET", "/v1/operations/2").Body.GetProperty("state").GetString() == "done", "it is over");
            }

            (audit, rest) = People();
            rota.Run("home", "move", "file").Exits(0);
            Same("rota.db");
            rota.Run("check").Exits(0);

            (string[] Audit, string Others) People() =>
                (rota.Run("audit", "export").Exits(0).Lines, rota.Json("token", "ls").Exits(0).Out + rota.Json("operations", "ls").Exits(0).Out + rota.Json("queue", "ls").Exits(0).Out);

            void Same(string place)
            {
                var (entries, others) = People();
                Assert.Equal(audit, entries[..^1]);
                Assert.Contains(place, entries[^1], StringComparison.Ordinal);
                Assert.Equal(rest, others);
                rota.Run("audit", "verify").Exits(0);
            }
        },
        isServed: false);

    [Fact]
    public void A_daemon_goes_on_by_itself_when_its_server_is_back()
    {
        Assert.SkipUnless(Cluster.Missing is null, Cluster.Missing ?? "");
        using var cluster = new Cluster();
        using var rota = new RotaState();
        rota.Run("up", "--home", cluster.NewDatabase(), "--detach", "--listen", "none", "--slots", "3").Exits(0);
        rota.Run("submit", "--array", "0-2", "--", "sh", "-c", "echo run >> ran$ROTA_TASK_INDEX; while [ ! -e go ]; do sleep 0.1; done; echo done").Exits(0);
        Until.True(() => Enumerable.Range(0, 3).All(task => File.Exists(rota.At($"ran{task}"))), "three tasks run");
        cluster.Kill();
        File.WriteAllText(rota.At("go"), "");
        var refused = rota.Run("submit", "--", "true");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("cannot reach the home", refused.Error, StringComparison.Ordinal);
        Assert.Contains("not reached", rota.Run("doctor").Out, StringComparison.Ordinal);
        Until.True(() => rota.Tasks.Length == 0, "the tasks have ended");
        cluster.Start();
        rota.Run("wait", "1").Exits(0);
        Assert.Equal(3, rota.AttemptsOf(1).Length);
        Assert.All(Enumerable.Range(0, 3), task => Assert.Equal("run\n", File.ReadAllText(rota.At($"ran{task}"))));
        rota.Run("check").Exits(0);
        rota.Run("down").Exits(0);
    }

    [Fact]
    public void A_password_stands_neither_on_the_line_nor_in_the_state() => Using(
        (rota, address) =>
        {
            var secret = address.Replace("rota@", "rota:hush1234@", StringComparison.Ordinal);
            var refused = rota.Run("up", "--home", secret, "--detach", "--listen", "none");
            Assert.NotEqual(0, refused.ExitCode);
            Assert.DoesNotContain("hush1234", refused.Out + refused.Error, StringComparison.Ordinal);
            rota.Environment["ROTA_HOME"] = secret;
            rota.Run("up", "--detach", "--listen", "none").Exits(0);
            rota.Run("submit", "--", "true").Exits(0);
            rota.Run("wait", "1").Exits(0);
            using var grep = Process.Start(new ProcessStartInfo("grep", ["-rlI", "hush1234", rota.State]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            Assert.Equal("", grep.StandardOutput.ReadToEnd());
        },
        isServed: false);

    private static void AssertRunning(IEnumerable<string> files) =>
        Assert.All(files, file => Assert.True(Directory.Exists($"/proc/{File.ReadAllText(file).Trim()}"), file));

    private static void Using(Action<RotaState, string> test, bool isServed = true)
    {
        var address = Cluster.Shared.NewDatabase();
        using var rota = new RotaState();
        if (isServed)
        {
            rota.Run("up", "--home", address, "--detach", "--listen", "none").Exits(0);
        }

        test(rota, address);
    }
}
