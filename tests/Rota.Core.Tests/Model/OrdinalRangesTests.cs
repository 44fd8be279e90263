using Rota.Core.Model;

namespace Rota.Core.Tests.Model;

/// <summary>Ranges of ordinals are sets: what holds of sets holds of them.</summary>
public sealed class OrdinalRangesTests
{
    [Fact]
    public void They_agree_with_sets_of_numbers()
    {
        var random = new Prng(7);
        for (var round = 0; round < 2_000; round++)
        {
            var (one, two) = (Draw(ref random), Draw(ref random));
            var (a, b) = (OrdinalRanges.Of(one), OrdinalRanges.Of(two));
            Check(one.Union(two), a.Or(b));
            Check(one.Intersect(two), a.And(b));
            Check(one.Except(two), a.Without(b));
            Assert.Equal(a, OrdinalRanges.Parse(a.ToString()));
            Assert.Equal(one.SetEquals(two), a.Equals(b));
        }
    }

    [Fact]
    public void All_of_a_million_are_one_range()
    {
        var all = OrdinalRanges.From(0, 999_999);
        Assert.Equal("0-999999", all.ToString());
        Assert.True(all.ContainsAll(17, 999_999));
        var most = all.Without(OrdinalRanges.From(500, 500));
        Assert.Equal(("0-499,501-999999", 999_999L), (most.ToString(), most.Count));
        Assert.False(most.ContainsAll(400, 600));
    }

    [Fact]
    public void A_hundred_thousand_ranges_are_gone_along_once()
    {
        // Each with each would be ten thousand millions.
        var even = OrdinalRanges.Of(Enumerable.Range(0, 100_000).Select(at => at * 2));
        var odd = OrdinalRanges.Of(Enumerable.Range(0, 100_000).Select(at => (at * 2) + 1));
        Assert.True(even.And(odd).IsEmpty);
        Assert.Equal(even, even.Without(odd));
        Assert.Equal(OrdinalRanges.From(0, 199_999), even.Or(odd));
        Assert.All(Enumerable.Range(0, 200_000), at => Assert.Equal(at % 2 == 0, even.Contains(at)));
    }

    private static void Check(IEnumerable<int> numbers, OrdinalRanges ranges)
    {
        var expected = numbers.Order().ToArray();
        Assert.Equal(expected, Enumerable.Range(0, 24).Where(ranges.Contains));
        Assert.Equal((expected.Length, expected.Length == 0), ((int)ranges.Count, ranges.IsEmpty));
        Assert.Equal(OrdinalRanges.Of(expected), ranges);
    }

    private static HashSet<int> Draw(ref Prng random)
    {
        var numbers = new HashSet<int>();
        for (var count = random.NextBelow(12); count > 0; count--)
        {
            numbers.Add((int)random.NextBelow(24));
        }

        return numbers;
    }
}
