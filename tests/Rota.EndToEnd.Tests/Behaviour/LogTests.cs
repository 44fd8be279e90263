using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>The logs of what serves a state, as people and programs read them.</summary>
public sealed class LogTests
{
    [Fact]
    public void A_daemon_logs_json_when_told_so_and_its_keeper_does_too()
    {
        using var rota = new RotaState();
        rota.Run("up", "--detach", "--log-format", "json").Exits(0);
        rota.Run("submit", "--name", "größe", "--", "sh", "-c", "exit 3").Exits(0);
        rota.Run("wait", "1").Exits(1);
        rota.Run("down").Exits(0);
        var lines = Json(Path.Combine(rota.State, "up.log"));
        Assert.Equal("api.listening", Event(lines[0]));
        Assert.Equal(["service.started", "runner.joined"], lines.Skip(1).Take(2).Select(Event).Order(StringComparer.Ordinal).Reverse());
        var ended = Assert.Single(lines, line => Event(line) == "job.ended");
        Assert.Equal((1, "größe", "failed", 1), (
            ended.GetProperty("job").GetInt32(), ended.GetProperty("name").GetString(), ended.GetProperty("state").GetString(),
            ended.GetProperty("failures").GetInt32()));
        Assert.Equal("service.ended", Event(lines[^1]));
        Assert.Contains(Json(Log(rota)), line => Event(line) == "keeper.started" && line.GetProperty("component").GetString() == "keeper");
    }

    [Fact]
    public void A_run_in_the_foreground_prints_no_log_and_its_keeper_logs_as_the_environment_says()
    {
        using var rota = new RotaState();
        rota.Environment["ROTA_LOG_FORMAT"] = "json";
        rota.Environment["ROTA_LOG_LEVEL"] = "debug";
        var run = rota.Run("run", "--", "true").Exits(0);
        Assert.DoesNotContain("runner", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\"ts\"", run.Error + run.Out, StringComparison.Ordinal);
        var lines = Json(Log(rota)).Select(Event).ToArray();
        Assert.Contains("keeper.started", lines);
        Assert.Contains("attempt.started", lines);
    }

    [Fact]
    public void Text_is_a_line_an_event_with_time_level_component_and_process()
    {
        using var rota = new RotaState();
        using var up = rota.Start("up", "--log-level", "debug");
        rota.Run("submit", "--", "true").Exits(0);
        rota.Run("wait", "1").Exits(0);
        rota.Run("down").Exits(0);
        var lines = up.Wait().Exits(0).Error.Trim().Split('\n');
        Assert.All(lines, line => Assert.Matches(@$"^\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{6}}Z (info|debug) (api|service|runner)\[{up.Pid}\]: .", line));
        Assert.Contains(lines, line => line.EndsWith("job 1 true succeeded; tasks: 1, failed: 0", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("debug runner[", StringComparison.Ordinal) && line.Contains("attempt 1 of task 1.true.0 was committed", StringComparison.Ordinal));
    }

    [Fact]
    public void An_option_counts_before_the_variable_and_none_logs_nothing()
    {
        using var rota = new RotaState();
        rota.Environment["ROTA_LOG_LEVEL"] = "debug";
        rota.Run("up", "--detach", "--log-level=none").Exits(0);
        rota.Run("submit", "--", "true").Exits(0);
        rota.Run("wait", "1").Exits(0);
        rota.Run("down").Exits(0);
        Assert.Equal("", File.ReadAllText(Path.Combine(rota.State, "up.log")));
        Assert.Equal("", File.ReadAllText(Log(rota)));
    }

    [Theory]
    [InlineData("--log-level", "loud", null, "--log-level loud: it is none of debug, info, warning, error, none")]
    [InlineData("--log-format", "xml", null, "--log-format xml: it is none of text, json")]
    [InlineData("--runners", "1", "yaml", "ROTA_LOG_FORMAT yaml: it is none of text, json")]
    public void A_word_that_is_none_of_those_known_is_refused(string option, string value, string? variable, string said)
    {
        using var rota = new RotaState();
        if (variable is not null)
        {
            rota.Environment["ROTA_LOG_FORMAT"] = variable;
        }

        rota.Run("up", option, value).Exits(2).Says(said);
    }

    private static string Log(RotaState rota) => Path.Combine(rota.State, "keeper", "log");

    private static JsonElement[] Json(string path) =>
        [.. File.ReadAllLines(path).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string? Event(JsonElement line) => line.GetProperty("event").GetString();
}
