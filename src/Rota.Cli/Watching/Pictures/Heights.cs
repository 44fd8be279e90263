namespace Rota.Cli.Watching.Pictures;

/// <summary>How the lines of a screen are shared out among lists.</summary>
internal static class Heights
{
    /// <summary>A list that is shown has its headings and a row.</summary>
    private const int Least = 2;

    /// <summary>
    /// Lines of each list. Where all fit, they have what they want; else they share, and the chosen one first.
    /// </summary>
    /// <param name="wanted">Lines that each would fill; 0 for one that is empty.</param>
    /// <param name="chosen">The one that the person is in: it is there, whatever goes.</param>
    /// <param name="room">Lines there are.</param>
    public static int[] Of(IReadOnlyList<int> wanted, int chosen, int room)
    {
        var heights = new int[wanted.Count];
        var order = Enumerable.Range(0, wanted.Count).OrderBy(list => list != chosen).ToArray();
        foreach (var list in order.Where(list => wanted[list] > 0))
        {
            if (room >= Least)
            {
                heights[list] = Math.Min(Least, wanted[list]);
                room -= heights[list];
            }
        }

        // Line by line: what one does not want is the others'.
        for (var isAnyLeft = true; room > 0 && isAnyLeft; )
        {
            isAnyLeft = false;
            foreach (var list in order)
            {
                if (room > 0 && heights[list] > 0 && heights[list] < wanted[list])
                {
                    (heights[list], room, isAnyLeft) = (heights[list] + 1, room - 1, true);
                }
            }
        }

        return heights;
    }
}
