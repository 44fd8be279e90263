using Rota.Core.Model;
using Rota.Node.Keeper.Times;

namespace Rota.App.Logs.Lines;

/// <summary>When the lines of one stream were written, and where they stand among those of the other.</summary>
internal sealed class StreamTimes
{
    private readonly List<(long Length, int Place, LineTime Time)> records = [];
    private readonly LineTime rest;
    private int next;

    /// <summary>Of what stands of a stream.</summary>
    /// <param name="standing">The records of both streams.</param>
    /// <param name="isError">Which stream.</param>
    /// <param name="rest">Of what no record tells.</param>
    public StreamTimes(IReadOnlyList<WrittenRecord> standing, bool isError, LineTime rest)
    {
        this.rest = rest;
        var latest = new Instant(long.MinValue);
        for (var place = 0; place < standing.Count; place++)
        {
            var record = standing[place];

            // One keeper's clock may have been behind an earlier one's: what comes later is not shown as earlier.
            var isBehind = record.At < latest;
            latest = isBehind ? latest : record.At;
            if (record.IsError == isError)
            {
                records.Add((record.Length, place, new LineTime(latest, record.IsVague || isBehind)));
            }
        }
    }

    /// <summary>How long the stream was at the last record, in bytes; 0 where there is none.</summary>
    public long Length => records is [.., var last] ? last.Length : 0;

    /// <summary>Of the line that ends there. Ends only grow from call to call.</summary>
    /// <param name="end">Where it ends, in bytes of the stream.</param>
    /// <returns>Its time, and its place among both streams: the smaller comes first.</returns>
    public (int Place, LineTime Time) Of(long end)
    {
        while (next < records.Count && records[next].Length < end)
        {
            next++;
        }

        return next < records.Count ? (records[next].Place, records[next].Time) : (int.MaxValue, rest);
    }
}
