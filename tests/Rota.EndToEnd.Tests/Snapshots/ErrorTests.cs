namespace Rota.EndToEnd.Tests.Snapshots;

/// <summary>Errors: a sentence with the reason in numbers, and what to try next.</summary>
public sealed class ErrorTests
{
    [Fact]
    public void An_unknown_verb_names_the_nearest() =>
        With(shell => shell.Does("stats", "1").Does("frobnicate").Does().Matches());

    [Fact]
    public void An_unknown_option_names_the_nearest() =>
        With(shell => shell.Does("run", "--retrys", "3", "--", "true").Does("ls", "--limt", "3").Matches());

    [Fact]
    public void A_value_of_the_wrong_kind_is_told_with_what_was_expected() =>
        With(shell => shell
            .Does("run", "-j", "many", "--", "true").Does("run", "-j", "0", "--", "true").Does("ls", "--limit", "few")
            .Does("run", "--array", "9-1", "--", "true").Does("run", "--memory", "lots", "--", "true").Matches());

    [Fact]
    public void An_unknown_key_names_the_nearest() =>
        With(shell =>
        {
            shell.Rota.Write("job.yaml", "version: 1\ntasks:\n  - {id: a, command: [echo], retires: 3}\n");
            shell.Does("plan", "job.yaml").Matches();
        });

    [Fact]
    public void All_errors_of_a_file_are_told_with_line_and_column() =>
        With(shell =>
        {
            shell.Rota.Write("job.yaml", JobFiles.Bad);
            shell.Does("run", "job.yaml").Does("submit", "--output", "json", "job.yaml").Matches();
        });

    [Fact]
    public void A_missing_file_is_named() => With(shell => shell.Does("run", "no-such-file.yaml").Matches());

    [Fact]
    public void What_can_never_fit_is_told_with_numbers() =>
        With(shell => shell
            .Does("run", "--cpus", "5000", "--", "true").Does("submit", "--gpus", "9000", "--", "true")
            .Does("run", "--license", "abaqus=1", "--", "true").Matches());

    [Fact]
    public void A_state_that_is_not_there_is_told() => With(shell => shell.Does("ls").Does("status", "1").Matches());

    [Fact]
    public void Unknown_jobs_tasks_and_attempts_say_where_to_look() =>
        With(shell => shell.After("run", "--array", "0-2", "--", "true")
            .Does("status", "99").Does("cancel", "99").Does("wait", "99")
            .Does("logs", "1.nothing").Does("explain", "1.true.7").Does("logs", "1.true.0.5").Matches());

    [Fact]
    public void A_job_that_has_ended_cannot_be_changed() =>
        With(shell => shell.After("run", "--", "true")
            .Does("cancel", "1").Does("pause", "1").Does("rerun", "1", "--failed").Does("rerun", "1").Matches());

    private static void With(Action<Transcript> test)
    {
        using var shell = new Transcript();
        test(shell);
    }
}
