using Rota.Store.Sqlite;
using Rota.App;
using Rota.App.Problems;
using Rota.App.Submitting;
using Rota.Core.Jobs;
using Rota.Core.Schedules;

namespace Rota.Cli.Tests.Submitting;

/// <summary>A state of its own for one test, at a set time, and jobs to hand in.</summary>
internal sealed class Desk : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), "rota-submissions-" + Path.GetRandomFileName());

    public Site Site => new(path, new SetTime(), new SqliteHomes());

    public static SubmitRequest Job(string command = "true", long milliCpus = 0) => new()
    {
        Job = new JobSpec
        {
            Name = "job",
            Directory = "/",
            Policies = [new TaskPolicy { Resources = new ResourceRequest { MilliCpus = milliCpus } }],
            Tasks =
            [
                new TaskSpec
                {
                    Id = "a",
                    Command = new Command { Kind = CommandKind.Argv, Words = [command] },
                    Expansion = Expansion.One.Instance,
                },
            ],
        },
    };

    public static SubmitRequest Scheduled(string command = "true", bool replaces = false) => Job(command) with
    {
        Schedule = new ScheduleSpec { Cron = CronExpression.Parse("0 2 1 jan *").Cron! },
        Registers = true,
        Replaces = replaces,
    };

    public static void Refuses(ProblemCode code, Action action) =>
        Assert.Equal(code, Assert.Throws<ProblemException>(action).Problem.Code);

    public void Dispose()
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private sealed class SetTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2030, 5, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
