namespace Rota.EndToEnd.Tests.Snapshots;

/// <summary>Jobs and tasks looked at: a table for people, an object for programs, ids for pipes.</summary>
public sealed class LookTests
{
    [Fact]
    public void Ls_lists_jobs_newest_first() =>
        After(shell => shell
            .After("submit", "--name", "second", "--array", "0-9", "--", "true")
            .Does("ls").Does("ls", "--output", "json").Does("ls", "--output", "quiet").Does("ls", "-n", "1").Matches());

    [Fact]
    public void Status_counts_the_states_of_each_entry() =>
        After(shell => shell
            .Does("status", "1").Does("status", "1", "--output", "quiet").Does("status", "1", "--output", "json")
            .Matches());

    [Fact]
    public void Tasks_are_rows_with_reasons() =>
        After(shell => shell
            .Does("tasks", "1").Does("tasks", "1", "--only", "failed").Does("tasks", "1", "--output", "json")
            .Does("tasks", "1", "--only", "failed", "--output", "quiet").Matches());

    [Fact]
    public void Logs_of_several_tasks_are_prefixed() =>
        After(shell => shell
            .Does("logs", "1").Does("logs", "1", "--failed").Does("logs", "1", "--stderr").Does("logs", "1.part.2")
            .Matches());

    [Fact]
    public void Check_says_that_all_is_well() =>
        After(shell => shell
            .Does("check").Does("check", "--output", "json").Does("check", "--output", "quiet").Matches());

    private static void After(Action<Transcript> test)
    {
        using var shell = new Transcript();
        shell.Rota.Write("job.yaml", JobFiles.Mixed);
        test(shell.After("run", "-j", "1", "job.yaml"));
    }
}
