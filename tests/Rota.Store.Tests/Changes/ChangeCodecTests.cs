using Rota.Core.Model;
using Rota.Store.Changes;

namespace Rota.Store.Tests.Changes;

/// <summary>Changes are read as they were written; what is none is refused.</summary>
public sealed class ChangeCodecTests
{
    [Fact]
    public void Every_change_is_read_as_it_was_written()
    {
        var random = new Random(11);
        for (var round = 0; round < 500; round++)
        {
            var changes = Enumerable.Range(0, random.Next(0, 40)).Select(_ => Any(random)).ToList();
            Assert.Equal(changes, ChangeCodec.Decode(Encoded(changes)));
        }
    }

    [Fact]
    public void A_change_takes_some_fifteen_bytes()
    {
        var at = new Instant(1_790_000_000_000_000);
        var changes = Enumerable.Range(0, 1_000).Select(Change (index) =>
            new Change.OfAttempt(new TaskKey(new JobId(12_345), 0, 900_000 + index), 1, TaskState.Succeeded, true)
            {
                Job = new JobId(12_345),
                At = at + TimeSpan.FromMilliseconds(index),
            }).ToList();
        Assert.InRange(Encoded(changes).Length / changes.Count, 1, 15);
    }

    [Fact]
    public void Bytes_of_something_else_are_refused()
    {
        var whole = Encoded([Any(new Random(1))]);
        Assert.ThrowsAny<IOException>(() => ChangeCodec.Decode(whole[..^1]));
        Assert.Throws<InvalidDataException>(() => ChangeCodec.Decode([99, .. whole[1..]]));
    }

    private static byte[] Encoded(IReadOnlyList<Change> changes)
    {
        using var bytes = new MemoryStream();
        ChangeCodec.Encode(changes, bytes);
        return bytes.ToArray();
    }

    private static Change Any(Random random)
    {
        var job = new JobId(random.NextInt64(1, long.MaxValue));
        var at = new Instant(random.NextInt64(long.MinValue / 4, long.MaxValue / 4));
        var task = new TaskKey(job, random.Next(), random.Next());
        return random.Next(3) switch
        {
            0 => new Change.OfAttempt(task, random.Next(), Any<TaskState>(random), random.Next(2) == 0) { Job = job, At = at },
            1 => new Change.OfTask(task, Any<TaskState>(random), random.Next()) { Job = job, At = at },
            _ => new Change.OfJob(Any<JobState>(random), random.Next(2) == 0) { Job = job, At = at },
        };
    }

    private static T Any<T>(Random random)
        where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];
}
