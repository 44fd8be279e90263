using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Snapshots;

/// <summary>What verbs that change something answer.</summary>
public sealed class AnswerTests
{
    [Fact]
    public void Submit_prints_the_id_alone_on_standard_output() =>
        With(shell => shell.Does("submit", "job.yaml").Does("submit", "--output", "json", "job.yaml")
            .Does("submit", "--output", "quiet", "job.yaml").Matches());

    [Fact]
    public void Submit_says_that_it_knows_a_key() =>
        With(shell => shell
            .After("submit", "--key", "k", "job.yaml").Does("submit", "--key", "k", "job.yaml").Matches());

    [Fact]
    public void Pause_priority_and_cancel_answer_with_the_state() =>
        With(shell => shell.After("submit", "job.yaml")
            .Does("pause", "1").Does("priority", "1", "--to", "7").Does("cancel", "1").Does("status", "1").Matches());

    [Fact]
    public void Json_of_a_change_has_the_state_of_each_job() =>
        With(shell => shell.After("submit", "job.yaml").After("submit", "job.yaml")
            .Does("pause", "1", "2", "--output", "json").Does("cancel", "2", "--output", "json")
            .Does("priority", "1", "--to", "7", "--output", "quiet").Matches());

    [Fact]
    public void A_plan_of_a_change_changes_nothing() =>
        With(shell => shell.After("submit", "job.yaml")
            .Does("cancel", "1", "--plan").Does("status", "1", "--output", "quiet").Matches());

    [Fact]
    public void A_run_that_is_cancelled_elsewhere_says_so() =>
        With(shell =>
        {
            shell.Rota.Write("endless.yaml", JobFiles.Endless);
            string[] words = ["run", "-j", "1", "endless.yaml"];
            using var run = shell.Rota.Start(words);
            Until.True(() => shell.Rota.Tasks.Length == 1, "the first task runs");
            shell.Does("cancel", "1").Writes(run.Wait(), words).Matches();
        });

    [Fact]
    public void Rerun_tells_attempts_and_the_outcome() =>
        With(shell =>
        {
            const string Work = "[ -e mended ] || exit $ROTA_TASK_INDEX";
            shell.After("run", "--array", "1-3", "-j", "1", "--", "sh", "-c", Work)
                .Does("rerun", "1", "--failed", "--plan").Does("rerun", "1", "--tasks", "2", "-j", "1");
            shell.Rota.Write("mended", "");
            shell.Does("rerun", "1", "--failed", "-j", "1").Does("rerun", "1", "--all", "--output", "json").Matches();
        });

    [Fact]
    public void Wait_is_silent_and_has_the_exit_code() =>
        With(shell => shell.After("run", "--", "false").Does("wait", "1").Matches());

    private static void With(Action<Transcript> test)
    {
        using var shell = new Transcript();
        shell.Rota.Write("job.yaml", JobFiles.Good);
        test(shell);
    }
}
