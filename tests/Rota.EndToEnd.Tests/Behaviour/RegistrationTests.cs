using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>A schedule that is registered is not changed by the way.</summary>
public sealed class RegistrationTests
{
    private const string Nightly = """
        name: nightly
        schedule: {cron: "0 2 * * *"}
        params: {day: {type: string, default: monday}}
        tasks: [{id: work, command: "echo ${params.day}"}]
        """;

    [Theory]
    [InlineData("submit")]
    [InlineData("schedule add")]
    public void Other_parameters_are_refused_and_the_schedule_stays(string verb)
    {
        using var rota = Registered();
        var words = verb.Split(' ');
        rota.Run([.. words, "nightly.yaml", "-p", "day=friday"]).Exits(6)
            .Says("error[schedule-differs]", "parameter day: monday -> friday", "--replace", "rota run");
        Assert.Equal("monday", Day(rota));
        rota.Run([.. words, "nightly.yaml", "-p", "day=friday", "--replace"]).Exits(0).Says("in place of", "parameter day: monday -> friday");
        Assert.Equal("friday", Day(rota));
        rota.Run([.. words, "nightly.yaml"]).Exits(6).Says("parameter day: friday -> monday");
    }

    [Theory]
    [InlineData("0 2 * * *", "0 3 * * *", "cron: 0 2 * * * -> 0 3 * * *")]
    [InlineData("\"0 2 * * *\"", "\"0 2 * * *\", overlap: queue", "overlap: skip -> queue")]
    [InlineData("\"0 2 * * *\"", "\"0 2 * * *\", timezone: Europe/Paris", "timezone: UTC -> Europe/Paris")]
    [InlineData("\"0 2 * * *\"", "\"0 2 * * *\", catch_up: 6h", "catch_up: 00:00:00 -> 06:00:00")]
    [InlineData("echo $", "echo the $", "task work command: ")]
    [InlineData("id: work", "id: work, timeout: 5s", "task work timeout: none -> 00:00:05")]
    [InlineData("id: work", "id: work, env: {A: b}", "task work variables: new")]
    [InlineData("name: nightly", "name: nightly\npriority: 4", "priority: 0 -> 4")]
    [InlineData("name: nightly", "name: nightly\nenv: {HIDDEN: thing}", "variable HIDDEN: new")]
    [InlineData("tasks: [", "tasks: [{id: more, command: ls}, ", "order of tasks: work -> more, work")]
    public void Each_other_difference_is_refused_and_named(string before, string after, string told)
    {
        using var rota = Registered();
        rota.Write("nightly.yaml", Nightly.Replace(before, after, StringComparison.Ordinal));
        var refused = rota.Run("submit", "nightly.yaml").Exits(6).Says("error[schedule-differs]", told);
        Assert.DoesNotContain("thing", refused.Error, StringComparison.Ordinal);
        rota.Run("submit", "nightly.yaml", "--replace").Exits(0);
        rota.Run("submit", "nightly.yaml").Exits(0).Says("nothing was changed");
    }

    [Fact]
    public void The_same_again_changes_nothing_and_says_so()
    {
        using var rota = Registered();
        foreach (var name in (string[])["SHLVL", "PWD", "SSH_AUTH_SOCK", "TMUX", "DISPLAY", "INVOCATION_ID", "STAGE", "NEW_TOKEN"])
        {
            rota.Environment[name] = "/of/this/session";
        }

        rota.Run("submit", "nightly.yaml").Exits(0).Says("registered already, and the same: nothing was changed");
        var answer = rota.Json("submit", "nightly.yaml", "--replace").Exits(0).Json;
        Assert.Equal((false, true), (answer.GetProperty("replaced").GetBoolean(), answer.GetProperty("unchanged").GetBoolean()));
    }

    [Fact]
    public void The_same_again_from_another_session_renews_what_is_captured_only_where_that_is_asked_for()
    {
        using var rota = new RotaState();
        rota.Environment["STAGE"] = "one";
        rota.Write("nightly.yaml", Nightly.Replace("${params.day}", "$STAGE", StringComparison.Ordinal));
        rota.Run("submit", "nightly.yaml").Exits(0);
        rota.Environment["STAGE"] = "two";
        rota.Run("submit", "nightly.yaml").Exits(0).Says("nothing was changed");
        Assert.Equal("one", Day(rota));
        rota.Run("submit", "nightly.yaml", "--replace").Exits(0).Says("captured anew");
        Assert.Equal("two", Day(rota));
    }

    [Fact]
    public void Variables_that_are_stated_count_by_what_is_written()
    {
        using var rota = new RotaState();
        rota.Environment["BASE"] = "/one";
        rota.Write("nightly.yaml", Nightly + "\nenv: {WHERE: \"${env.BASE}/bin\"}");
        rota.Run("submit", "nightly.yaml", "--env", "STAGE=a").Exits(0);
        rota.Environment["BASE"] = "/two";
        rota.Run("submit", "nightly.yaml", "--env", "STAGE=a").Exits(0).Says("nothing was changed");
        rota.Run("submit", "nightly.yaml", "--env", "STAGE=b").Exits(6).Says("variable STAGE: another value");
        rota.Run("submit", "nightly.yaml").Exits(6).Says("variable STAGE: gone");
        rota.Environment["STAGE"] = "b";
        rota.Run("submit", "nightly.yaml", "--env", "STAGE").Exits(6).Says("variable STAGE: another value");
        rota.Write("nightly.yaml", Nightly + "\nenv: {WHERE: \"${env.BASE}/sbin\"}");
        rota.Run("submit", "nightly.yaml", "--env", "STAGE=a").Exits(6).Says("variable WHERE: another value");
    }

    [Fact]
    public void A_plan_shows_what_would_change_and_changes_nothing()
    {
        using var rota = Registered();
        Assert.Contains("the same, nothing would change", rota.Run("submit", "--plan", "nightly.yaml").Exits(0).Out, StringComparison.Ordinal);
        var plan = rota.Run("submit", "--plan", "nightly.yaml", "-p", "day=friday").Exits(0).Out;
        Assert.Contains("would be refused without --replace", plan, StringComparison.Ordinal);
        Assert.Contains("parameter day: monday -> friday", plan, StringComparison.Ordinal);
        var json = rota.Json("submit", "--plan", "nightly.yaml", "-p", "day=friday").Exits(0).Json;
        Assert.True(json.GetProperty("refused").GetBoolean());
        Assert.Equal("parameter day: monday -> friday", json.GetProperty("changes")[0].GetString());
        Assert.False(rota.Json("submit", "--plan", "nightly.yaml", "-p", "day=friday", "--replace").Exits(0).Json.GetProperty("refused").GetBoolean());
        Assert.Equal("monday", Day(rota));
    }

    [Fact]
    public void Another_name_is_another_schedule_and_a_run_registers_nothing()
    {
        using var rota = Registered();
        rota.Run("submit", "nightly.yaml", "-p", "day=friday", "--name", "friday").Exits(0);
        rota.Run("run", "nightly.yaml", "-p", "day=sunday").Exits(0);
        Assert.Equal(["friday", "nightly"], rota.Run("schedule", "ls", "--output", "quiet").Exits(0).Lines);
        Assert.Equal("monday", Day(rota));
    }

    private static RotaState Registered()
    {
        var rota = new RotaState();
        rota.Write("nightly.yaml", Nightly);
        rota.Run("submit", "nightly.yaml").Exits(0).Says("registered");
        return rota;
    }

    /// <summary>What the next run of the schedule would print.</summary>
    private static string Day(RotaState rota)
    {
        var job = rota.Json("schedule", "run", "nightly").Exits(0).Json.GetProperty("id").GetInt64();
        rota.Run("resume", $"{job}").Exits(0);
        return rota.Run("logs", $"{job}").Exits(0).Out.Trim();
    }
}
