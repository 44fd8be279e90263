using System.Globalization;
using System.Text;
using Rota.App.Following;

namespace Rota.Web.Following;

/// <summary>
/// Events of a job as the bytes of a stream (WHATWG HTML), made once for all who follow it.
/// </summary>
internal sealed class FeedBatch
{
    private readonly byte[] text;
    private readonly List<(long Number, int Start, int Body)> events;

    private FeedBatch(long from, long to, byte[] text, List<(long Number, int Start, int Body)> events) =>
        (From, To, this.text, this.events) = (from, to, text, events);

    /// <summary>The number behind which it begins.</summary>
    public long From { get; }

    /// <summary>The number up to which it tells all.</summary>
    public long To { get; }

    /// <summary>How long it is, in bytes.</summary>
    public int Length => text.Length;

    /// <summary>Writes events, each with its number.</summary>
    public static FeedBatch Of(long from, long to, IEnumerable<(long Number, ChangeEvent Event)> events)
    {
        using var bytes = new MemoryStream();
        var places = new List<(long, int, int)>();
        foreach (var (number, one) in events)
        {
            var start = (int)bytes.Length;
            bytes.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {number}\n")));
            places.Add((number, start, (int)bytes.Length));
            bytes.Write(Encoding.UTF8.GetBytes($"event: {one.Event}\ndata: {one.Line()}\n\n"));
        }

        return new FeedBatch(from, to, bytes.ToArray(), places);
    }

    /// <summary>All behind a number.</summary>
    public ReadOnlyMemory<byte> After(long number)
    {
        var first = events.FindIndex(one => one.Number > number);
        return first < 0 ? default : text.AsMemory(events[first].Start);
    }

    /// <summary>Each behind a number, without the line of its number.</summary>
    public IEnumerable<(long Number, ReadOnlyMemory<byte> Body)> EventsAfter(long number)
    {
        for (var at = 0; at < events.Count; at++)
        {
            if (events[at].Number > number)
            {
                var end = at + 1 < events.Count ? events[at + 1].Start : text.Length;
                yield return (events[at].Number, text.AsMemory(events[at].Body..end));
            }
        }
    }
}
