using Rota.Core.Scheduling.State;

namespace Rota.Core.Tests.Reconcile;

/// <summary>Where tasks go that come back into a line, and what that costs.</summary>
public sealed class GiveBackTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Many_at_once_stand_where_they_would_one_by_one(int seed)
    {
        var random = new Random(seed);
        var numbers = Enumerable.Range(0, 400).ToArray();
        random.Shuffle(numbers);
        var (line, back) = (numbers[..(seed * 50)], numbers[200..]);
        var (oneByOne, atOnce) = (new LinkedList<int>(line), new LinkedList<int>(line));
        foreach (var one in back)
        {
            oneByOne.Merge([one], Comparer<int>.Default);
        }

        atOnce.Merge(back.Order(), Comparer<int>.Default);
        Assert.Equal(oneByOne, atOnce);
    }

    [Theory]
    [InlineData(0, 20_000)]
    [InlineData(20_000, 20_000)]
    [InlineData(20_000, 1)]
    public void The_line_is_gone_along_once_however_many_come_back(int waiting, int back)
    {
        var order = new Counting();
        var line = new LinkedList<int>(Enumerable.Range(0, waiting).Select(at => at * 2));
        line.Merge(Enumerable.Range(0, back).Select(at => (at * 2) + 1), order);
        Assert.InRange(order.Comparisons, 0, waiting + back);
        Assert.Equal(waiting + back, line.Count);
    }

    private sealed class Counting : IComparer<int>
    {
        public long Comparisons { get; private set; }

        public int Compare(int x, int y)
        {
            Comparisons++;
            return x.CompareTo(y);
        }
    }
}
