namespace Rota.EndToEnd.Tests.Snapshots;

/// <summary>What a run prints where no terminal is.</summary>
public sealed class RunTests
{
    [Fact]
    public void A_success_is_told_with_counts_and_the_slowest() =>
        With(JobFiles.Good, shell => shell.Does("run", "-j", "1", "job.yaml").Matches());

    [Fact]
    public void Failures_are_told_grouped_with_the_command_that_runs_them_again() =>
        With(JobFiles.Mixed, shell => shell.Does("run", "-j", "1", "job.yaml").Matches());

    [Fact]
    public void Retries_are_told_as_they_happen() =>
        With(
            """
            version: 1
            name: retries
            tasks:
              - id: flaky
                retry: {max_attempts: 3, backoff: constant, delay: 10ms}
                command: 'echo "try $ROTA_ATTEMPT" >&2; [ "$ROTA_ATTEMPT" = 3 ]'
            """, shell => shell.Does("run", "job.yaml").Matches());

    [Fact]
    public void Json_is_one_final_object() =>
        With(JobFiles.Mixed, shell => shell
            .Does("run", "--output", "json", "-j", "1", "job.yaml")
            .Does("run", "--output", "json", "--", "true")
            .Matches());

    [Fact]
    public void Quiet_prints_nothing() =>
        With(JobFiles.Mixed, shell => shell
            .Does("run", "--output", "quiet", "-j", "1", "job.yaml")
            .Does("run", "--output", "quiet", "--", "true")
            .Matches());

    [Fact]
    public void Output_of_tasks_is_printed_in_order_and_tagged() =>
        With(JobFiles.Good, shell => shell.Does("run", "--print", "--tag", "--keep-order", "job.yaml").Matches());

    private static void With(string yaml, Action<Transcript> test)
    {
        using var shell = new Transcript();
        shell.Rota.Write("job.yaml", yaml);
        test(shell);
    }
}
