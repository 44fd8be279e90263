using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Verbs do what they look like, or say what they do not do.</summary>
public sealed class SurpriseTests
{
    [Fact]
    public void Resume_of_a_job_that_succeeded_has_nothing_to_do() => Using(rota =>
    {
        rota.Run("run", "--", "true").Exits(0);
        rota.Run("resume", "1").Exits(2).Says("job 1 has ended (succeeded)", "there is nothing to do", "rota rerun 1 --all");
        rota.Run("run", "--", "false").Exits(1);
        rota.Run("resume", "2").Exits(2).Says("rota rerun 2 --failed");
    });

    [Fact]
    public void A_rerun_of_a_job_that_was_paused_and_cancelled_runs() => Using(rota =>
    {
        rota.Run("submit", "-y", "--", "true").Exits(0);
        rota.Run("pause", "1").Exits(0);
        rota.Run("cancel", "1").Exits(0);
        rota.Run("rerun", "1", "--failed").Exits(0);
        Assert.Equal("succeeded", rota.JobState());
    });

    [Fact]
    public void A_state_of_tasks_is_no_directory_of_a_state() => Using(rota =>
    {
        foreach (var words in (string[][])[["ls"], ["status", "1"], ["logs", "1"], ["run", "--", "true"], ["submit", "-y", "--", "true"]])
        {
            rota.Run([words[0], "--state", "failed", .. words[1..]]).Exits(2).Says("rota tasks ID --only failed", "--state ./failed");
        }

        Assert.False(Directory.Exists(rota.At("failed")));
        rota.Run("run", "--state", "./failed", "--", "true").Exits(0);
        rota.Run("ls", "--state", "failed").Exits(0);
    });

    [Fact]
    public void Slots_that_there_is_no_room_for_are_said_at_once() => Using(rota =>
    {
        rota.Run("queue", "set", "narrow", "--concurrency", "2").Exits(0);
        rota.Run("run", "-j", "4", "--queue", "narrow", "--array", "0-7", "--", "true").Exits(0)
            .Says("at most 2 run at once, not 4: that is the limit of queue narrow");
        var all = Environment.ProcessorCount;
        rota.Run("run", "-j", "4", "--cpus", $"{all}", "--array", "0-7", "--", "true").Exits(0).Says("at most 1 run at once, not 4: each takes");
        Assert.DoesNotContain("at most", rota.Run("run", "-j", "4", "--array", "0-7", "--", "true").Exits(0).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("at most", rota.Run("run", "-j", "4", "--queue", "narrow", "--", "true").Exits(0).Error, StringComparison.Ordinal);
    });

    [Fact]
    public void One_failure_is_no_failures() => Using(rota =>
        rota.Run("run", "-j", "1", "--max-failures", "1", "--array", "0-3", "--", "false").Exits(1)
            .Says("stopped at 1 failure (max_failures: 1)"));

    [Fact]
    public void A_value_that_a_second_shell_would_run_is_refused_in_lines_and_files() => Using(rota =>
    {
        var ran = rota.At("ran");
        var value = $"$(touch {ran})";
        rota.Run("run", "sh -c \"echo {}\"", ":::", value).Exits(2).Says("behind sh -c, which a shell reads once more", "sh -c 'echo \"$1\"' sh {}");
        rota.Run("run", "--", "bash", "-c", "echo {}", ":::", value).Exits(2).Says("behind bash -c");
        foreach (var command in (string[])["eval \"echo ${matrix.line}\"", "[sh, -c, 'echo ${matrix.line}']"])
        {
            rota.RunFile($$"""
                version: 1
                name: nested
                tasks:
                  - id: task
                    matrix: {line: ['{{value}}']}
                    command: {{command}}
                """).Exits(2).Says("which a shell reads once more", "${matrix.line}");
        }

        Assert.Equal([value], rota.Run("run", "-k", "sh -c 'echo \"$1\"' sh {}", ":::", value).Exits(0).Lines);
        Assert.False(File.Exists(ran));
    });

    [Fact]
    public void An_option_that_could_mean_nothing_is_refused() => Using(rota =>
    {
        rota.Run("submit", "--key", "", "--", "true").Exits(2).Says("--key", "leave --key out");
        rota.RunFile("version: 1\nname: plain\ntasks: [{id: a, command: 'true'}]\n").Exits(0);
        rota.Run("submit", "--replace", rota.At("job.yaml")).Exits(2).Says("--replace", "no schedule");
        Assert.Equal(1, rota.Json("ls").Exits(0).Json.GetProperty("jobs").GetArrayLength());
    });

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
