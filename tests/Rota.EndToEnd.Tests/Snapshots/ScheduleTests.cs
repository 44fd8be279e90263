namespace Rota.EndToEnd.Tests.Snapshots;

/// <summary>Schedules as the command line tells of them. Once a year in UTC: no season is in a snapshot.</summary>
public sealed class ScheduleTests
{
    private const string Yearly = """
        version: 1
        name: yearly
        schedule: {cron: "0 2 1 jan *", overlap: queue, catch_up: 6h}
        tasks:
          - {id: work, command: [echo, happy]}
        """;

    [Fact]
    public void Add_says_when_it_runs_and_that_nobody_serves() =>
        With(shell => shell
            .Does("schedule", "add", "yearly.yaml").Does("submit", "yearly.yaml")
            .Does("schedule", "add", "yearly.yaml", "--output", "json")
            .Does("schedule", "add", "yearly.yaml", "--name", "other", "--output", "quiet").Matches());

    [Fact]
    public void Plans_show_the_next_runs() =>
        With(shell => shell
            .Does("plan", "yearly.yaml").Does("schedule", "add", "--plan", "yearly.yaml")
            .Does("submit", "--plan", "yearly.yaml", "--output", "json").Does("schedule", "ls").Matches());

    [Fact]
    public void Schedules_are_listed_with_their_next_and_last_runs() =>
        With(shell => shell
            .After("schedule", "add", "yearly.yaml").After("schedule", "add", "yearly.yaml", "--name", "other")
            .After("schedule", "pause", "other").After("schedule", "run", "yearly")
            .Does("schedule", "ls").Does("schedule", "ls", "--output", "json").Does("schedule", "ls", "--output", "quiet")
            .Matches());

    [Fact]
    public void Next_lists_instants() =>
        With(shell => shell
            .After("schedule", "add", "yearly.yaml")
            .Does("schedule", "next", "yearly", "-n", "2").Does("schedule", "next", "yearly", "-n", "2", "--output", "json")
            .Does("schedule", "next", "yearly", "-n", "1", "--output", "quiet").Does("schedule", "next", "yearly", "-n", "0")
            .Matches());

    [Fact]
    public void Changes_answer_with_the_state() =>
        With(shell => shell
            .After("schedule", "add", "yearly.yaml")
            .Does("schedule", "pause", "--plan", "yearly").Does("schedule", "pause", "yearly")
            .Does("schedule", "next", "yearly", "-n", "1").Does("schedule", "add", "yearly.yaml")
            .Does("schedule", "resume", "yearly").Does("schedule", "run", "yearly")
            .Does("schedule", "run", "yearly", "--output", "json").Does("schedule", "run", "yearly", "--plan")
            .Does("schedule", "rm", "yearly", "--output", "json").Does("schedule", "ls").Matches());

    [Fact]
    public void What_is_wrong_is_told_with_what_to_do() =>
        With(shell =>
        {
            shell.Rota.Write("bad.yaml", """
                version: 1
                schedule: {cron: "0 25 * * *", timezone: Europe/Pariss, overlap: skpi}
                tasks: [{command: echo}]
                """);
            shell.Rota.Write("plain.yaml", "tasks: [{command: echo}]\n");
            shell.Does("submit", "bad.yaml").Does("schedule", "add", "plain.yaml")
                .Does("schedule", "add", "--key", "k", "yearly.yaml").After("schedule", "add", "yearly.yaml")
                .Does("schedule", "rm", "yaerly").Does("schedule", "next", "nothing-like-it")
                .Does("schedule").Does("schedule", "lst").Matches();
        });

    [Fact]
    public void A_run_says_that_it_registers_nothing() =>
        With(shell => shell.Does("run", "--detach", "yearly.yaml").Matches());

    private static void With(Action<Transcript> test)
    {
        using var shell = new Transcript();
        shell.Rota.Write("yearly.yaml", Yearly);
        test(shell);
    }
}
