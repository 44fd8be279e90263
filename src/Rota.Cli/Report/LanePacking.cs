using Rota.App.Reporting;

namespace Rota.Cli.Report;

/// <summary>Puts attempts into lanes.</summary>
internal static class LanePacking
{
    /// <summary>The lane of each span, which must come by start, and how many lanes there are.</summary>
    public static (int[] LaneOf, int Lanes) Pack(IReadOnlyList<AttemptSpan> byStart)
    {
        var lanes = new Lanes();
        var laneOf = new int[byStart.Count];
        for (var index = 0; index < laneOf.Length; index++)
        {
            laneOf[index] = lanes.Add(byStart[index].Start, byStart[index].End);
        }

        return (laneOf, lanes.Count);
    }
}
