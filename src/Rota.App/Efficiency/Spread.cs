namespace Rota.App.Efficiency;

/// <summary>
/// Median and worst of many figures, in the memory of a few: they are counted in steps of one percent.
/// </summary>
/// <param name="isLeastWorst">Whether the least is the worst. Else the most is.</param>
internal sealed class Spread(bool isLeastWorst)
{
    private static readonly double Step = Math.Log(1.01);
    private readonly SortedDictionary<int, long> counts = [];
    private long count;
    private double least = double.MaxValue;
    private double most = double.MinValue;
    private int worst;

    /// <summary>One figure, from 0 on.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="index">Whose it is.</param>
    public void Add(double figure, int index)
    {
        if (count == 0 || (isLeastWorst ? figure < least : figure > most))
        {
            worst = index;
        }

        (least, most) = (Math.Min(least, figure), Math.Max(most, figure));
        var step = figure > 0 ? (int)Math.Round(Math.Log(figure) / Step) : int.MinValue;
        counts[step] = counts.GetValueOrDefault(step) + 1;
        count++;
    }

    /// <summary>What came of them; null without any.</summary>
    /// <param name="address">How a task is called.</param>
    public Used? Of(Func<int, string> address) =>
        count == 0 ? null : new Used(Median(), isLeastWorst ? least : most, address(worst));

    private double Median()
    {
        var before = 0L;
        foreach (var (step, many) in counts)
        {
            before += many;
            if (before * 2 >= count)
            {
                return step == int.MinValue ? 0 : Math.Clamp(Math.Exp(step * Step), least, most);
            }
        }

        return most;
    }
}
