using System.Collections.Immutable;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Editing;
using Rota.Core.Jobs;
using Rota.Core.Model;

namespace Rota.Core.Tests.JobFiles;

/// <summary>What a person edits of a job is all that may be changed of it, and comes back as it was where nobody changes it.</summary>
public sealed class EntryFileTests
{
    private static readonly string[] Texts =
    [
        "echo a", " leading", "trailing ", "a\nb", "a\nb\n", "a\n\n", "\na\n", "# no comment", "- x: {y}", "it's \"q\" \\ \t$x",
        "é ü 世界", "a: b", "null", "~", "1e3", "echo '${task.index}' $${x}", "a\r\nb", "a\n\n  b\n", "tab\tin\nlines", "\u2028\u0085x", "'", "|-",
        "a\n# b\n  - c", "a\n\tb", "x\n...\n---\ny", "%YAML\nx",
    ];

    [Fact]
    public void A_file_that_nobody_changes_changes_nothing()
    {
        for (var seed = 0UL; seed < 2_000; seed++)
        {
            var random = new Prng(seed);
            var job = Random(ref random);
            int[] entries = [.. Enumerable.Range(0, job.Tasks.Length)];
            var text = EntryFileWriter.Write(job, entries, ["a note"]);
            var read = EntryFileReader.Read(text, "f", job, entries, Read.Context());
            Assert.True(read is JobFileResult.Accepted, $"seed {seed}: {text}\n{string.Join('\n', (read as JobFileResult.Refused)?.Problems ?? [])}");
            var again = ((JobFileResult.Accepted)read).Job;
            for (var entry = 0; entry < entries.Length; entry++)
            {
                var (before, after) = (job.Policies[job.Tasks[entry].Policy], again.Policies[again.Tasks[entry].Policy]);
                Assert.True(before.Equals(after), $"seed {seed}: {before}, but read as {after}, of {text}");
                Assert.Equal(job.Tasks[entry].Command.Words, again.Tasks[entry].Command.Words);
                Assert.Equal((job.Tasks[entry].Command.Kind, job.Tasks[entry].Command.Dialect), (again.Tasks[entry].Command.Kind, again.Tasks[entry].Command.Dialect));
            }
        }
    }

    [Theory]
    [InlineData("timeout: 1h", "timeout: soon", "f:4:14: timeout must be a duration above zero")]
    [InlineData("timeout: 1h", "tiemout: 1h", "did you mean \"timeout\"?")]
    [InlineData("\"a\"", "\"b\"", "this is none of the entries that can be changed")]
    [InlineData("echo x", "echo ${matrix.lr}", "${matrix.lr} needs a matrix")]
    [InlineData("    command: \"echo x\"\n", "", "this task has no command")]
    [InlineData("tasks:", "tasks: []\nrest:", "task \"a\" is missing")]
    public void What_is_wrong_is_named_with_its_place(string before, string after, string why)
    {
        var job = Read.Job("tasks: [{id: a, command: echo x, timeout: 1h}]");
        var text = EntryFileWriter.Write(job, [0], []);
        Assert.Contains(before, text, StringComparison.Ordinal);
        var read = EntryFileReader.Read(text.Replace(before, after, StringComparison.Ordinal), "f", job, [0], Read.Context());
        Assert.Contains(why, string.Join('\n', Assert.IsType<JobFileResult.Refused>(read).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_of_a_line_keeps_its_placeholders()
    {
        var job = Read.Job("tasks: [{id: a, command: x}]");
        var items = new Expansion.Items("1", ["v"]);
        job = job with { Tasks = [job.Tasks[0] with { Expansion = items, Command = new Command { Kind = CommandKind.Shell, Words = ["gzip {}"], Dialect = Dialect.Braces } }] };
        var text = EntryFileWriter.Write(job, [0], []).Replace("gzip", "bzip2", StringComparison.Ordinal);
        var read = Assert.IsType<JobFileResult.Accepted>(EntryFileReader.Read(text, "f", job, [0], Read.Context()));
        Assert.Equal(("bzip2 {}", Dialect.Braces), (read.Job.Tasks[0].Command.Words[0], read.Job.Tasks[0].Command.Dialect));
        Assert.IsType<JobFileResult.Refused>(EntryFileReader.Read(text.Replace("{}", "{3}", StringComparison.Ordinal), "f", job, [0], Read.Context()));
    }

    [Fact]
    public void Bytes_that_no_file_can_hold_are_left_alone()
    {
        var job = Read.Job("tasks: [{id: a, command: x}]");
        var alien = job with { Tasks = [job.Tasks[0] with { Command = job.Tasks[0].Command with { Words = ["\udcff"] } }] };
        Assert.Equal((true, false), (EntryFileWriter.CanWrite(job, 0), EntryFileWriter.CanWrite(alien, 0)));
    }

    private static JobSpec Random(ref Prng random)
    {
        var (tasks, policies) = (new List<TaskSpec>(), new List<TaskPolicy>());
        for (var entry = 0; entry < 1 + (int)random.NextBelow(3); entry++)
        {
            policies.Add(Policy(ref random));
            var kind = (CommandKind)random.NextBelow(3);
            var text = Texts[random.NextBelow(Texts.Length)];
            tasks.Add(new TaskSpec
            {
                Id = $"t{entry}", Policy = entry, Expansion = new Expansion.Array([new NumberRange(0, 3)]),
                Command = new Command { Kind = kind, Words = kind == CommandKind.Argv ? ["run", text, ""] : [kind == CommandKind.Script ? $"#!/bin/sh\n{text}" : text] },
            });
        }

        return new JobSpec { Name = "j", Directory = "/", Policies = [.. policies], Tasks = [.. tasks] };
    }

    private static TaskPolicy Policy(ref Prng random) => Started(Plain(ref random), ref random);

    /// <summary>What a process starts with, and where.</summary>
    private static TaskPolicy Started(TaskPolicy policy, ref Prng random) => policy with
    {
        OwnDirectory = policy is { WorkingDirectory: null, Inputs: null } && random.NextBelow(2) == 0 ? (OwnDirectory)(1 + random.NextBelow(3)) : null,
        Input = random.NextBelow(3) switch { 0 => null, 1 => new("in/${task.index}.txt", null), _ => new(null, "a: \"b\"\n") },
        Nice = random.NextBelow(2) == 0 ? null : (int)random.NextBelow(40) - 20,
        Resources = random.NextBelow(3) switch
        {
            0 => policy.Resources,
            1 => new() { MilliCpus = 1_000 * (1 + (long)random.NextBelow(3)), IsPinned = true },
            _ => new() { MilliCpus = 500, GpuShare = 1 + (int)random.NextBelow(999) },
        },
        Nodes = random.NextBelow(2) == 0 ? NodeChoice.Any : new()
        {
            Requires = [new("disk", ["nvme", "ssd"]), new("gpu", []), new("node", ["n1"], IsNot: true)],
            Prefers = [new("zone", ["a"])],
        },
    };

    private static TaskPolicy Plain(ref Prng random) => new()
    {
        Resources = random.NextBelow(2) == 0 ? ResourceRequest.OneSlot : new ResourceRequest
        {
            MilliCpus = (long)random.NextBelow(3_000), MemoryBytes = (long)random.NextBelow(5) << (int)(10 * random.NextBelow(4)), Gpus = (int)random.NextBelow(3),
            Licences = random.NextBelow(2) == 0 ? ImmutableSortedDictionary<string, long>.Empty : ImmutableSortedDictionary<string, long>.Empty.Add("a: b", 2),
        },
        Retry = random.NextBelow(3) switch
        {
            0 => RetryPolicy.Default,
            1 => RetryPolicy.Never,
            _ => new RetryPolicy
            {
                MaxAttempts = 1 + (int)random.NextBelow(5), Backoff = (Backoff)random.NextBelow(3), Delay = Duration(ref random),
                MaxDelay = TimeSpan.FromDays(9), Jitter = random.NextBelow(2) == 0, OnLost = random.NextBelow(2) == 0,
                OnExitCodes = random.NextBelow(2) == 0 ? [] : [1, 75], NotOn = random.NextBelow(2) == 0 ? [] : [2],
                OomMemoryFactor = random.NextBelow(2) == 0 ? null : 1.5,
            },
        },
        Timeout = random.NextBelow(2) == 0 ? null : Duration(ref random) + TimeSpan.FromTicks(1),
        OnDisconnect = random.NextBelow(3) switch
        {
            0 => DisconnectPolicy.None,
            1 => new() { SelfStopAfter = TimeSpan.FromSeconds(5 + random.NextBelow(1000)) },
            _ => new() { ReplaceAfter = TimeSpan.FromSeconds(1 + random.NextBelow(1000)), DuplicatesAreHarmless = true },
        },
        Stop = random.NextBelow(2) == 0 ? StopPolicy.Default : new StopPolicy(2, Duration(ref random), random.NextBelow(2) == 0),
        Inputs = random.NextBelow(3) switch { 0 => null, 1 => new([]), _ => new(["a: b", "data/*.csv", "x-${task.index}"]) },
        WorkingDirectory = random.NextBelow(2) == 0 ? null : "a b/${task.id}",
        Environment = random.NextBelow(2) == 0 ? ImmutableSortedDictionary<string, string>.Empty
            : ImmutableSortedDictionary<string, string>.Empty.Add("A_B", "x: \"y\"\n'").Add("N", "${task.index}"),
    };

    private static TimeSpan Duration(ref Prng random) =>
        TimeSpan.FromTicks((long)random.NextBelow(100_000) * (long)Math.Pow(10, (double)random.NextBelow(6)));
}
