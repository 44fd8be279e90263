namespace Rota.Cli.Report;

/// <summary>Puts attempts into as few lanes as possible, none overlapping another in its lane.</summary>
internal static class LanePacking
{
    /// <summary>The lane of each span, which must come by start, and how many lanes there are.</summary>
    public static (int[] LaneOf, int Lanes) Pack(IReadOnlyList<AttemptSpan> byStart)
    {
        var laneOf = new int[byStart.Count];
        var busy = new PriorityQueue<int, double>();
        var free = new PriorityQueue<int, int>();
        var lanes = 0;
        for (var index = 0; index < laneOf.Length; index++)
        {
            while (busy.TryPeek(out var ended, out var end) && end <= byStart[index].Start)
            {
                busy.Dequeue();
                free.Enqueue(ended, ended);
            }

            // The lowest free lane, so that full lanes gather at the top and idle room shows at the bottom.
            var lane = free.TryDequeue(out var lowest, out _) ? lowest : lanes++;
            laneOf[index] = lane;
            busy.Enqueue(lane, byStart[index].End);
        }

        return (laneOf, lanes);
    }
}
