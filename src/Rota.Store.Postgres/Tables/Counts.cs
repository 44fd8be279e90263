using Rota.Core.Model;

namespace Rota.Store.Postgres.Tables;

/// <summary>Tasks by state, as one short text: the numbers in the order of <see cref="TaskState"/>.</summary>
internal static class Counts
{
    public static string Write(long[] counts) => string.Join(' ', counts);

    public static void Read(string text, long[] counts)
    {
        var state = 0;
        foreach (var range in text.AsSpan().Split(' '))
        {
            counts[state++] = long.Parse(text.AsSpan()[range]);
        }
    }
}
