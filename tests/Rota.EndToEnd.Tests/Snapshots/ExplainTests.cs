using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Snapshots;

/// <summary>Why a task does not run, in sentences with numbers.</summary>
public sealed class ExplainTests
{
    [Fact]
    public void A_job_that_nobody_runs_names_the_command_that_does() =>
        With(JobFiles.Endless, shell => shell.After("submit", "job.yaml")
            .Does("explain", "1.work.2").Does("explain", "1.last").Does("explain", "1.last", "--output", "json")
            .Matches());

    [Fact]
    public void A_paused_job_names_the_command_that_goes_on() =>
        With(JobFiles.Endless, shell => shell.After("submit", "job.yaml").After("pause", "1")
            .Does("explain", "1.work.0").Matches());

    [Fact]
    public void A_full_machine_is_told_with_holders_and_the_place_in_line() =>
        With(JobFiles.Endless, shell =>
        {
            using var run = shell.Rota.Start("run", "-j", "1", "job.yaml");
            Until.True(() => StatesOf(shell.Rota) is ["running", "starting", ..], "one runs and the next is committed");
            shell.Does("explain", "1.work.0").Does("explain", "1.work.1").Does("explain", "1.work.3")
                .Does("explain", "1.work.4").Does("explain", "1.work.4", "--output", "json").Does("explain", "1.last")
                .Matches();
        });

    [Fact]
    public void Backoff_says_when_it_ends() =>
        With(JobFiles.Patient, shell =>
        {
            using var run = shell.Rota.Start("run", "-j", "1", "job.yaml");
            Until.True(() => StatesOf(shell.Rota) is ["backoff"], "the first attempt has failed");
            shell.Does("explain", "1.flaky").Does("explain", "1.flaky", "--output", "json").Matches();
        });

    [Fact]
    public void An_ended_task_says_how() =>
        With(JobFiles.Mixed, shell => shell.After("run", "-j", "1", "job.yaml")
            .Does("explain", "1.part.1").Does("explain", "1.part.2").Does("explain", "1.merge").Matches());

    // Empty until the job is accepted.
    private static string[] StatesOf(RotaState rota) =>
        rota.Run("tasks", "1", "--output", "json") is { ExitCode: 0 } rows
            ? [.. rows.Json.GetProperty("tasks").EnumerateArray().Select(row => row.GetProperty("state").GetString()!)]
            : [];

    private static void With(string yaml, Action<Transcript> test)
    {
        using var shell = new Transcript();
        shell.Rota.Write("job.yaml", yaml);
        test(shell);
    }
}
