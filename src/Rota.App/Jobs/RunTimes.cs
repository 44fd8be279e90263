using Rota.Core.Model;

namespace Rota.App.Jobs;

/// <summary>How long the runs took that succeeded, in seconds.</summary>
/// <param name="Count">How many did.</param>
/// <param name="Least">The shortest.</param>
/// <param name="Median">The one in the middle.</param>
/// <param name="Most">The longest.</param>
/// <param name="Change">
/// The newer half's median by that of the older half: 1.2 says that runs have become a fifth longer; null with less
/// than four.
/// </param>
public sealed record RunTimes(int Count, double Least, double Median, double Most, double? Change)
{
    private const int ComparedMin = 4;

    /// <summary>Those of runs, newest first; null for none.</summary>
    internal static RunTimes? Of(IEnumerable<RunOfName> runs)
    {
        double[] seconds =
        [
            .. runs.Where(run => run.State == JobState.Succeeded).Select(run => run.Seconds).OfType<double>(),
        ];
        if (seconds.Length == 0)
        {
            return null;
        }

        var half = seconds.Length / 2;
        double? change =
            seconds.Length >= ComparedMin && MedianOf(seconds[^half..]) is > 0 and var older
                ? MedianOf(seconds[..half]) / older
                : null;
        return new RunTimes(seconds.Length, seconds.Min(), MedianOf(seconds), seconds.Max(), change);
    }

    private static double MedianOf(double[] values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
