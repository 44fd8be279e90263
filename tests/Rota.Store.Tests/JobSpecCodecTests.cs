using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Secrets;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Strategies;
using Rota.Store.Specs;
using Rota.Store.Sqlite.Queries;

namespace Rota.Store.Tests;

public sealed class JobSpecCodecTests
{
    private static readonly ImmutableSortedDictionary<string, string> Texts = ImmutableSortedDictionary
        .Create<string, string>(StringComparer.Ordinal)
        .Add("a", "1")
        .Add("b", "ä\n\"\u2028");

    private static readonly JobSpec Full = new()
    {
        Name = "full",
        Queue = "gpu",
        Priority = -3,
        Tags = Texts,
        Params = Texts,
        Environment = Texts,
        Stated = Texts.Remove("b"),
        Process = new ProcessSettings
        {
            Umask = 63,
            Nice = -5,
            Scheduling = 3,
            RealTimePriority = 1,
            DiskPriority = 24576,
            Cpus = "0-3,8",
            Limits = ImmutableSortedDictionary<string, ResourceLimit>
                .Empty.Add("core", new(0, ResourceLimit.Unlimited))
                .Add("nofile", new(1024, 524288)),
        },
        Secrets = [new Secret("A"), new Secret("B", "/tmp/b")],
        LeftOut = ["C", "D"],
        Directory = "/tmp/ä b",
        MaxParallel = 7,
        SubmittedParallel = new SubmittedLimit(3),
        MaxFailures = new FailureLimit(2.5, IsPercent: true) { StopsRunning = true },
        After = [new JobNeed(new JobId(14), NeedCondition.Finished), new JobNeed(new JobId(15), NeedCondition.Failed)],
        NotBefore = new StartMoment("22:00 Europe/Paris", new Instant(7)),
        ScheduledAt = new DateTimeOffset(2026, 11, 1, 2, 30, 0, TimeSpan.FromHours(1)),
        TimeScale = 0.001,
        Policies =
        [
            new TaskPolicy
            {
                Resources = new ResourceRequest { GpuShare = 250 },
                Nodes = new NodeChoice
                {
                    Requires = [new("disk", ["ssd", "nvme"]), new("gpu", []), new("old", [], IsNot: true)],
                    Prefers = [new("node", ["n1"], IsNot: true)],
                    Strategy = Strategy.TwoChoices,
                },
            },
            new TaskPolicy
            {
                Resources = new ResourceRequest
                {
                    MilliCpus = 2_000,
                    IsPinned = true,
                    MemoryBytes = 1L << 40,
                    Gpus = 2,
                    Licences = ImmutableSortedDictionary<string, long>.Empty.Add("abaqus", 3),
                },
                Retry = new RetryPolicy
                {
                    MaxAttempts = 4,
                    Backoff = Backoff.Linear,
                    Delay = TimeSpan.FromTicks(1),
                    MaxDelay = TimeSpan.FromDays(2),
                    Jitter = false,
                    OnExitCodes = [1, 75],
                    NotOn = [2],
                    OomMemoryFactor = 2,
                    OnLost = false,
                },
                Timeout = TimeSpan.FromHours(6),
                Stop = new StopPolicy(2, TimeSpan.FromSeconds(61)),
                OnDisconnect = new() { SelfStopAfter = TimeSpan.FromMinutes(5), ReplaceAfter = TimeSpan.FromMinutes(9), DuplicatesAreHarmless = true },
                Inputs = new(["a", "${task.index}"]),
                WorkingDirectory = "${params.a}",
                Environment = Texts,
            },
        ],
        Tasks =
        [
            Entry("one", Expansion.One.Instance),
            Entry("array", new Expansion.Array([new NumberRange(0, 8, 4), new NumberRange(-2, -2)])) with
            {
                Needs = [new Need(0, NeedCondition.Finished), new Need(0, NeedCondition.Succeeded, 95.5)],
                Policy = 1,
                MaxParallel = 2,
                Concurrency = new Concurrency("k-${task.index}", 10),
                Outputs = ["a-${task.index}", "b"],
                RecordedSeconds = 0,
                Copies = new OutputCopies("out-${job.id}", null, Appends: true),
                RedirectsErrors = true,
            },
            Entry("matrix", new Expansion.Matrix([new Axis("x", ["1", "2"]), new Axis("y", ["", "ü"])], [1, 2])),
            Entry("lines", new Expansion.Items("line", ["", "two words", "\""])),
            Entry(
                "table",
                new Expansion.Table(
                    ["lr", "seed"],
                    [
                        ["1", "2"],
                        ["3", ""],
                    ]
                )
            ),
            Entry("empty", new Expansion.Table(["lr"], [])) with { IsFinally = true },
        ],
    };

    [Fact]
    public void What_was_written_is_read_again()
    {
        var read = JobSpecCodec.Decode(JobSpecCodec.Encode(Full));

        // The general serializer knows no expansions, so those are compared by what they make.
        Assert.Equal(JsonSerializer.Serialize(Full), JsonSerializer.Serialize(read));
        Assert.Equal(Full.Tasks.Select(Expanded), read.Tasks.Select(Expanded));
    }

    /// <summary>Whatever text of a job can hold bytes that are no UTF-8.</summary>
    [Fact]
    public void Bytes_that_are_no_UTF8_are_kept()
    {
        const string Odd = "x\uDCE9\n\uDCED\uDCA0\uDC80\uFFFD";
        var texts = Texts.Add("c", Odd);
        var job = Full with
        {
            Params = texts,
            Environment = texts.Add(Odd, "1").Add("\uDCFF", Odd),
            Stated = texts.Add("\uDCFF", Odd),
            Secrets = [new Secret("A", Odd), new Secret(Odd)],
            LeftOut = [Odd],
            Directory = Odd,
            Policies = [.. Full.Policies.Select(policy => policy with { WorkingDirectory = Odd, Environment = texts })],
            Tasks =
            [
                .. Full.Tasks,
                Entry("more", new Expansion.Items("line", [Odd, "plain"])) with
                {
                    Command = new Command { Kind = CommandKind.Argv, Words = [Odd, "a"], Dialect = Dialect.Braces },
                    Outputs = [Odd],
                    Concurrency = new Concurrency(Odd, 1),
                },
                Entry("axes", new Expansion.Matrix([new Axis("x", ["1", Odd])], [])),
                Entry("rows", new Expansion.Table(["lr"], [[Odd]])),
            ],
        };

        var read = JobSpecCodec.Decode(JobSpecCodec.Encode(job));

        Assert.Equal(Shown(job), Shown(read));

        // The general serializer replaces what is no Unicode.
        static string Shown(JobSpec spec) =>
            string.Join(
                '|',
                [
                    spec.Directory,
                    .. spec.Params.Values,
                    .. spec.Environment.SelectMany(pair => (string[])[pair.Key, pair.Value]),
                    .. spec.Stated.SelectMany(pair => (string[])[pair.Key, pair.Value]),
                    .. spec.Secrets.SelectMany(secret => (string[])[secret.Name, secret.File ?? ""]),
                    .. spec.LeftOut,
                    .. spec.Policies.SelectMany(policy =>
                        (string[])[policy.WorkingDirectory ?? "", .. policy.Environment.Values]
                    ),
                    .. spec.Tasks.SelectMany(task =>
                        (string[])
                            [Expanded(task), .. task.Command.Words, .. task.Outputs, task.Concurrency?.Key ?? ""]
                    ),
                ]
            );
    }

    [Fact]
    public void No_limit_that_a_job_was_submitted_with_is_read_again()
    {
        var read = JobSpecCodec.Decode(JobSpecCodec.Encode(Full with { SubmittedParallel = new(null) }));
        Assert.Equal(new SubmittedLimit(null), read.SubmittedParallel);
    }

    [Fact]
    public void A_job_of_defaults_stays_one()
    {
        var job = new JobSpec
        {
            Name = "",
            Directory = "/",
            Policies = [new TaskPolicy()],
            Tasks = [Entry("t", Expansion.One.Instance)],
        };

        Assert.Equal(
            JsonSerializer.Serialize(job),
            JsonSerializer.Serialize(JobSpecCodec.Decode(JobSpecCodec.Encode(job)))
        );
    }

    [Fact]
    public void A_job_of_before_settings_were_captured_is_read_without_them()
    {
        var earlier = """
            {"name":"old","priority":0,"environment":{"A":"1"},"directory":"/","policies":[]}
            {"id":"t","kind":"Shell","words":["true"],"dialect":"Braces","policy":0}
            """;
        using var body = new MemoryStream();
        using (var compressed = new DeflateStream(body, CompressionLevel.Fastest))
        {
            compressed.Write(Encoding.UTF8.GetBytes(earlier));
        }

        var read = JobSpecCodec.Decode(body.ToArray());

        Assert.Equal(("old", "1", "t"), (read.Name, read.Environment["A"], read.Tasks.Single().Id));
        Assert.Null(read.Process);
        Assert.Empty(read.Stated);
        Assert.Null(read.SubmittedParallel);
    }

    [Fact]
    public void A_nodes_capacity_is_read_as_it_was_stored()
    {
        using var home = new Home();
        var node = Home.Node with
        {
            Gpus = ["0", "GPU-7"],
            CpuIds = [0, 2],
            Licences = ImmutableSortedDictionary<string, long>.Empty.Add("a", 2),
        };
        using (var store = home.Open())
        {
            store.Join(Home.Runner, Home.Joining with { Capacity = node }, _ => true);
        }

        using var queries = new JobQueries(home.State);
        Assert.Equal(JsonSerializer.Serialize(node), JsonSerializer.Serialize<Capacity>(queries.NodeCapacity()!));
    }

    private static TaskSpec Entry(string id, Expansion expansion) =>
        new()
        {
            Id = id,
            Expansion = expansion,
            Command = new Command
            {
                Kind = CommandKind.Script,
                Words = ["echo ä", ""],
                Dialect = Dialect.Braces,
            },
        };

    private static string Expanded(TaskSpec task) =>
        task.Expansion.GetType().Name
        + string.Concat(
            Enumerable
                .Range(0, task.Expansion.Count)
                .Select(n => $"|{task.Expansion.Label(n)}:{string.Join(",", task.Expansion.Values(n))}")
        )
        + string.Concat(
            ((string[])["matrix.x", "matrix.y", "line", "lr", "seed"]).Select(name =>
                task.Expansion.Count == 0 ? "" : task.Expansion.Variable(name, task.Expansion.Count - 1)
            )
        );
}
