using Rota.Core.Model;
using Rota.Linux.Files;

namespace Rota.Node.Keeper.Times;

/// <summary>How the output of one attempt grows, and the records of that.</summary>
internal sealed class Growth
{
    /// <summary>Who has not looked for so long does not know when it was.</summary>
    public static readonly TimeSpan Blindness = TimeSpan.FromSeconds(1);

    private readonly string output;
    private readonly string errors;
    private readonly string path;
    private long outputLength;
    private long errorLength;
    private Instant looked;
    private Instant recorded;
    private Instant first;
    private TimeSpan spacing;

    /// <summary>Goes on with the records of an earlier keeper, where there are.</summary>
    public Growth(string output, string errors, string path, Instant started)
    {
        (this.output, this.errors, this.path) = (output, errors, path);
        var records = LiveTimes.Read(path);
        (Count, looked) = (records.Length, started);
        if (records is [.., var last])
        {
            (first, recorded) = (records[0].At, last.At);
            looked = last.At > started ? last.At : started;
            outputLength = records.LastOrDefault(record => !record.IsError).Length;
            errorLength = records.LastOrDefault(record => record.IsError).Length;
            spacing = Count >= Thinning.CountMax / 2 ? (recorded - first) / Count : TimeSpan.Zero;
        }
    }

    /// <summary>How many records are in the file.</summary>
    public int Count { get; private set; }

    /// <summary>Looks, and writes down what has come since.</summary>
    /// <exception cref="IOException">The disk does not take it: the next look tells of it.</exception>
    public void Look(Instant now)
    {
        var fresh = Seen(now, out var lengths);
        if (fresh.Count == 0 || (Count > 0 && now >= recorded && now - recorded < spacing))
        {
            looked = fresh.Count == 0 && now > looked ? now : looked;
            return;
        }

        LiveTimes.Append(path, Count, fresh);
        first = Count == 0 ? fresh[0].At : first;
        (Count, recorded, looked) = (Count + fresh.Count, now, now > looked ? now : looked);
        (outputLength, errorLength) = lengths;
        if (Count >= Thinning.CountMax)
        {
            var kept = Thinning.Of(LiveTimes.Read(path));
            LiveTimes.Replace(path, kept);
            (Count, spacing) = (kept.Count, (looked - first) / kept.Count);
        }
    }

    /// <summary>All records, with what has come since the last look; nothing more is written.</summary>
    public IReadOnlyList<WrittenRecord> Finish(Instant now) =>
        [.. LiveTimes.Read(path).Take(Count), .. Seen(now, out _)];

    private List<WrittenRecord> Seen(Instant now, out (long Output, long Errors) lengths)
    {
        var (fresh, isVague) = (new List<WrittenRecord>(2), now < looked || now - looked > Blindness + spacing);
        lengths = (
            Seen(output, isError: false, outputLength, now, isVague, fresh),
            Seen(errors, isError: true, errorLength, now, isVague, fresh)
        );
        if (fresh is [var left, var right] && right.At < left.At)
        {
            fresh.Reverse();
        }

        return fresh;
    }

    private long Seen(string file, bool isError, long before, Instant now, bool isVague, List<WrittenRecord> fresh)
    {
        if (FileFacts.Of(file) is not { } facts || facts.Length == before)
        {
            return before;
        }

        // The time of its last write, where that fits: the wall clock may have been set, the file touched.
        var at = facts.Modified > now ? now : facts.Modified;
        fresh.Add(new WrittenRecord(at < looked ? looked : at, isError, facts.Length, isVague));
        return facts.Length;
    }
}
