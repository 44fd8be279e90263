using Rota.EndToEnd.Tests.Crashes;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>When lines were written, in which order, and those since then.</summary>
public sealed class LogTimeTests
{
    private const string Turns = "for i in 1 2 3; do echo out $i; sleep 0.3; echo err $i >&2; sleep 0.3; done; printf last";

    [Fact]
    public void Lines_of_both_streams_stand_in_the_order_they_were_written_with_their_times() => Using(rota =>
    {
        var begun = DateTimeOffset.UtcNow;
        rota.Run("run", Turns).Exits(0);
        Assert.Equal(["out 1", "err 1", "out 2", "err 2", "out 3", "err 3", "last"], rota.Run("logs", "1").Exits(0).Lines);
        var times = TimesOf(rota.Run("logs", "1", "--time").Exits(0));
        Assert.All(times.Zip(times.Skip(1)), pair =>
            Assert.InRange(pair.Second - pair.First, TimeSpan.FromSeconds(0.15), TimeSpan.FromSeconds(1)));
        Assert.InRange(times[0], begun, begun.AddSeconds(3));
        Assert.Equal(["err 1", "err 2", "err 3"], rota.Run("logs", "1", "--stderr").Exits(0).Lines);
        Assert.Equal(["out 3", "err 3", "last"],
            rota.Run("logs", "1", "--since", $"{times[3].AddMilliseconds(1):yyyy-MM-ddTHH:mm:ss.fffZ}").Exits(0).Lines);
        Assert.Empty(rota.Run("logs", "1", "--since", "2999-01-01T00:00Z").Exits(0).Out);
        Assert.Equal(7, rota.Run("logs", "1", "--since", "1h").Exits(0).Lines.Length);
        rota.Run("logs", "1", "--since", "noon").Exits(2).Says("neither how long ago nor an instant");
    });

    [Fact]
    public void A_follower_has_each_line_once_behind_its_time() => Using(rota =>
    {
        using var run = rota.Start("run", $"until [ -e go ]; do sleep 0.02; done; {Turns}");
        Until.True(() => rota.Run("ls").Out.Contains("running", StringComparison.Ordinal), "it runs");
        using var follower = rota.Start("logs", "1", "-f", "--time", "--since", "1h");
        using var found = rota.Start("logs", "1", "-f", "--grep", "t [23]");
        using var none = rota.Start("logs", "1", "-f", "--grep", "never");
        File.WriteAllText(rota.At("go"), "");
        run.Wait().Exits(0);
        var outcome = follower.Wait().Exits(0);
        Assert.Equal(["out 1", "err 1", "out 2", "err 2", "out 3", "err 3", "last"], outcome.Lines.Select(Text));
        var times = TimesOf(outcome);
        Assert.Equal(times.Order(), times);
        Assert.Equal(["out 2", "out 3"], found.Wait().Exits(0).Lines);
        none.Wait().Exits(1);
    });

    [Fact]
    public void A_keeper_that_is_killed_leaves_no_wrong_time() => Using(rota =>
    {
        using var run = rota.Start("run", "n=0; until [ -e end ]; do n=$((n+1)); date -u +'%Y-%m-%dT%H:%M:%S.%3NZ'; sleep 0.05; done");
        for (var death = 0; death < 2; death++)
        {
            var lines = rota.Run("logs", "1").Lines.Length;
            Until.True(() => rota.Run("logs", "1").Lines.Length > lines + 8, "it writes");
            var keeper = rota.Keeper;
            Campaign.KillKeeper(rota);
            Until.True(() => rota.Keepers is [var next] && next != keeper, "the next keeper is there");
        }

        var some = rota.Run("logs", "1").Lines.Length;
        Until.True(() => rota.Run("logs", "1").Lines.Length > some + 8, "it writes");
        File.WriteAllText(rota.At("end"), "");
        run.Wait().Exits(0);
        var shown = rota.Run("logs", "1", "--time").Exits(0).Lines;
        Assert.All(shown, line =>
        {
            var (time, own) = (Time(line), DateTimeOffset.Parse(Text(line), null));
            Assert.InRange(time - own, TimeSpan.FromMilliseconds(-20), TimeSpan.FromSeconds(line[0] == '~' ? 30 : 1.2));
        });
        Assert.Equal(shown.Select(Time).Order(), shown.Select(Time));
        Assert.True(shown.Count(line => line[0] != '~') > shown.Length / 3, string.Join('\n', shown));
    });

    [Fact]
    public void Without_its_records_an_attempt_is_shown_and_no_time_is_made_up() => Using(rota =>
    {
        rota.Run("run", Turns).Exits(0);
        File.Delete(Path.Combine(rota.State, "jobs", "1", "output.times"));
        var shown = rota.Run("logs", "1", "--time").Exits(0).Says("not known when they were written");
        Assert.Equal(["- out 1", "- out 2", "- out 3", "- last", "- err 1", "- err 2", "- err 3"], shown.Lines);
        Assert.Equal(7, rota.Run("logs", "1", "--since", "1h").Exits(0).Lines.Length);
    });

    [Fact]
    public void A_backup_has_the_times_and_prune_leaves_none() => Using(rota =>
    {
        rota.Run("run", Turns).Exits(0);
        var shown = rota.Run("logs", "1", "--time").Exits(0).Out;
        rota.Run("backup", rota.At("b.tar.gz")).Exits(0);
        rota.Run("restore", rota.At("b.tar.gz"), rota.At("new")).Exits(0);
        Assert.Equal(shown, rota.Run("logs", "1", "--time", "--state", rota.At("new")).Exits(0).Out);
        rota.Run("check", "--state", rota.At("new")).Exits(0);
        rota.Run("prune", "1", "-y").Exits(0);
        Assert.False(Directory.Exists(Path.Combine(rota.State, "jobs", "1")));
        Assert.Empty(Directory.GetFiles(Path.Combine(rota.State, "live"), "*.times"));
    });

    [Fact]
    public void A_task_that_begins_its_output_anew_is_followed_from_there() => Using(rota =>
    {
        using var run = rota.Start("run", "echo first first first; until [ -e go ]; do sleep 0.02; done; "
            + ": >/dev/stdout; sleep 0.4; echo anew; echo done >&2; until [ -e end ]; do sleep 0.02; done");
        Until.True(() => rota.Run("logs", "1").Lines is ["first first first"], "it has written");
        using var follower = rota.StartProgram([], "sh", "-c", $"{RotaBinary.Path} logs 1 -f --time >followed");
        Until.True(() => Followed().Contains("first", StringComparison.Ordinal), "that is followed");
        File.WriteAllText(rota.At("go"), "");
        Until.True(() => Followed().Contains("done", StringComparison.Ordinal), "the rest is followed");
        File.WriteAllText(rota.At("end"), "");
        run.Wait().Exits(0);
        follower.Wait().Exits(0);
        Assert.Equal(["first first first", "anew", "done"], Followed().Split('\n')[..^1].Select(Text));
        Assert.Equal(["anew", "done"], rota.Run("logs", "1").Exits(0).Lines);

        string Followed() => File.Exists(rota.At("followed")) ? File.ReadAllText(rota.At("followed")) : "";
    });

    [Fact]
    public void One_stream_for_both_has_the_very_order() => Using(rota =>
    {
        const string Command = "for i in 1 2 3 4 5; do echo out $i; echo err $i >&2; done; exit 3";
        string[] expected = [.. Enumerable.Range(1, 5).SelectMany(i => (string[])[$"out {i}", $"err {i}"])];
        rota.Run("run", "--redirect-stderr", Command).Exits(1).Says("err 5");
        rota.RunFile($$"""
            version: 1
            tasks: [{id: both, redirect_stderr: true, command: "{{Command}}"}]
            """).Exits(1);
        Assert.Equal(expected, rota.Run("logs", "1").Exits(0).Lines);
        Assert.Equal(expected, rota.Run("logs", "2").Exits(0).Lines);
        Assert.Empty(rota.Run("logs", "2", "--stderr").Exits(0).Out);
        rota.Run("run", "--redirect-stderr", rota.Write("job.yaml", "version: 1\ntasks: [{id: a, command: 'true'}]")).Exits(2)
            .Says("goes with a command", "redirect_stderr");
    });

    private static string Text(string line) => line.Split(' ', 2)[1];

    private static DateTimeOffset Time(string line) => DateTimeOffset.Parse(line.Split(' ', 2)[0].TrimStart('~'), null);

    private static DateTimeOffset[] TimesOf(Outcome shown) => [.. shown.Lines.Select(Time)];

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
