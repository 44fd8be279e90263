using Rota.App.Problems;
using Rota.App.Submitting;
using Rota.Core.Jobs;
using Rota.Store.Specs;

namespace Rota.Web.Tests.Client;

/// <summary>Bytes of a client are no trusted form: what no reader of job files makes is refused, and nothing else goes wrong.</summary>
public sealed class ReceivedJobTests
{
    private static readonly TaskSpec Task = new()
    {
        Id = "a",
        Expansion = Expansion.One.Instance,
        Command = new Command { Kind = CommandKind.Argv, Words = ["true"], Dialect = Dialect.Braces },
    };

    private static readonly JobSpec Job = new() { Name = "job", Directory = "/", Policies = [new TaskPolicy()], Tasks = [Task] };

    private static readonly Dictionary<string, JobSpec> Wrong = new()
    {
        { "no tasks", Job with { Tasks = [] } },
        { "no policies", Job with { Policies = [] } },
        { "no name", Job with { Name = "" } },
        { "no whole path", Job with { Directory = "x" } },
        { "no policy of that number", Job with { Tasks = [Task with { Policy = 7 }] } },
        { "a need that is not there", Job with { Tasks = [Task with { Needs = [new Need(5, NeedCondition.Succeeded, 100)] }] } },
        { "a need of itself", Job with { Tasks = [Task with { Needs = [new Need(0, NeedCondition.Succeeded, 100)] }] } },
        { "two of one name", Job with { Tasks = [Task, Task] } },
        { "no command", Job with { Tasks = [Task with { Command = Task.Command with { Words = [] } }] } },
        { "a range without an end", Job with { Tasks = [Task with { Expansion = new Expansion.Array([new NumberRange(0, 9, 0)]) }] } },
        { "rows of other columns", Job with { Tasks = [Task with { Expansion = new Expansion.Table(["x", "y"], [["1"]]) }] } },
        { "a limit of none", Job with { MaxParallel = 0 } },
    };

    [Fact]
    public void A_job_comes_back_as_it_was_sent() =>
        Assert.Equal(JobSpecCodec.Encode(Job), JobSpecCodec.Encode(ReceivedJob.Read(JobSpecCodec.Encode(Job))));

    [Fact]
    public void What_no_reader_makes_is_refused() => Assert.All(Wrong, wrong =>
        Assert.Same(ProblemCodes.Usage, Assert.Throws<ProblemException>(() => ReceivedJob.Read(JobSpecCodec.Encode(wrong.Value))).Problem.Code));

    [Fact]
    public void Torn_and_scrambled_bytes_are_refused_or_are_a_job()
    {
        var bytes = JobSpecCodec.Encode(Job);
        for (var at = 0; at < bytes.Length; at++)
        {
            Refused(bytes[..at]);
            var scrambled = bytes.ToArray();
            scrambled[at] ^= 0x5a;
            Refused(scrambled);
        }
    }

    private static void Refused(byte[] bytes)
    {
        if (Record.Exception(() => ReceivedJob.Read(bytes)) is { } error)
        {
            Assert.IsType<ProblemException>(error);
        }
    }
}
