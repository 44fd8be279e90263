using System.Text;
using Rota.Core.Model;

namespace Rota.Store.Changes;

/// <summary>
/// Changes of one turn and partition as bytes: some fifteen for each. Kinds are stored: never renumber.
/// </summary>
public static class ChangeCodec
{
    private const byte Attempt = 1;
    private const byte LastAttempt = 2;
    private const byte Task = 3;
    private const byte Job = 4;
    private const byte EndedJob = 5;

    /// <summary>Writes the stored form behind what the stream holds.</summary>
    public static void Encode(IReadOnlyList<Change> changes, Stream into)
    {
        using var writer = new BinaryWriter(into, Encoding.UTF8, leaveOpen: true);
        var at = 0L;
        foreach (var change in changes)
        {
            writer.Write(KindOf(change));
            writer.Write7BitEncodedInt64(change.Job.Value);
            WriteSigned(writer, change.At.Micros - at);
            at = change.At.Micros;
            switch (change)
            {
                case Change.OfAttempt attempt:
                    Write(writer, attempt.Task, attempt.Number, attempt.State);
                    break;
                case Change.OfTask task:
                    Write(writer, task.Task, task.Attempts, task.State);
                    break;
                case Change.OfJob job:
                    writer.Write((byte)job.State);
                    break;
            }
        }
    }

    /// <summary>Reads what <see cref="Encode"/> gave.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static List<Change> Decode(byte[] body)
    {
        using var reader = new BinaryReader(new MemoryStream(body));
        var changes = new List<Change>();
        var at = 0L;
        while (reader.BaseStream.Position < body.Length)
        {
            var kind = reader.ReadByte();
            var job = new JobId(reader.Read7BitEncodedInt64());
            at += ReadSigned(reader);
            changes.Add(Read(reader, kind, job, new Instant(at)));
        }

        return changes;
    }

    private static byte KindOf(Change change) =>
        change switch
        {
            Change.OfAttempt { IsLast: false } => Attempt,
            Change.OfAttempt => LastAttempt,
            Change.OfTask => Task,
            Change.OfJob { HasEnded: false } => Job,
            Change.OfJob => EndedJob,
            _ => throw new InvariantException($"unknown change {change.GetType().Name}"),
        };

    private static Change Read(BinaryReader reader, byte kind, JobId job, Instant at)
    {
        switch (kind)
        {
            case Attempt or LastAttempt:
                var (attempted, number, state) = ReadTask(reader, job);
                return new Change.OfAttempt(attempted, number, state, kind == LastAttempt) { Job = job, At = at };
            case Task:
                var (task, attempts, outcome) = ReadTask(reader, job);
                return new Change.OfTask(task, outcome, attempts) { Job = job, At = at };
            case Job or EndedJob:
                return new Change.OfJob((JobState)reader.ReadByte(), kind == EndedJob) { Job = job, At = at };
            default:
                throw new InvalidDataException($"a change of kind {kind}: a later version of Rota wrote it");
        }
    }

    private static void Write(BinaryWriter writer, TaskKey task, int number, TaskState state)
    {
        writer.Write7BitEncodedInt(task.Group);
        writer.Write7BitEncodedInt(task.Index);
        writer.Write7BitEncodedInt(number);
        writer.Write((byte)state);
    }

    private static (TaskKey Task, int Number, TaskState State) ReadTask(BinaryReader reader, JobId job) =>
        (
            new TaskKey(job, reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt()),
            reader.Read7BitEncodedInt(),
            (TaskState)reader.ReadByte()
        );

    /// <summary>Small numbers of either sign in few bytes.</summary>
    private static void WriteSigned(BinaryWriter writer, long value) =>
        writer.Write7BitEncodedInt64((value << 1) ^ (value >> 63));

    private static long ReadSigned(BinaryReader reader)
    {
        var value = (ulong)reader.Read7BitEncodedInt64();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}
