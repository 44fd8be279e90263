using FsCheck;
using FsCheck.Fluent;
using Rota.Core.Jobs;

namespace Rota.Core.Tests.Jobs;

/// <summary>Ranges and products against the plain lists they stand for.</summary>
public sealed class ExpansionPropertyTests
{
    [Fact]
    public void A_range_is_the_list_of_its_numbers() => Prop.ForAll(
        Gen.Choose(-50, 50).Zip(Gen.Choose(0, 60)).Zip(Gen.Choose(1, 9)).ToArbitrary(), drawn =>
        {
            var ((first, length), step) = drawn;
            var range = new NumberRange(first, first + length, step);
            var naive = new List<long>();
            for (long number = first; number <= first + length; number += step)
            {
                naive.Add(number);
            }

            return naive.Count == range.Count && naive.Index().All(entry => range.At(entry.Index) == entry.Item)
                && Enumerable.Range(first - 3, length + 6).All(number =>
                    range.PositionOf(number) == (naive.IndexOf(number) is var at and >= 0 ? at : null));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_array_labels_its_ordinals_one_to_one()
    {
        var array = new Expansion.Array([new(5, 9, 2), new(1, 1), new(20, 22)]);
        long[] labels = [5, 7, 9, 1, 20, 21, 22];
        Assert.Equal(labels, Enumerable.Range(0, array.Count).Select(array.Label));
        Assert.Equal(Enumerable.Range(0, 7).Select(ordinal => (int?)ordinal), labels.Select(array.Ordinal));
        Assert.Null(array.Ordinal(6));
    }

    [Fact]
    public void A_matrix_is_the_product_without_what_is_excluded() => Prop.ForAll(
        Gen.Choose(1, 4).NonEmptyListOf().Where(sizes => sizes.Count <= 4).Zip(Gen.Choose(0, 1_000_000)).ToArbitrary(), drawn =>
        {
            var (sizes, mask) = drawn;
            var axes = sizes.Select((size, axis) =>
                new Axis($"x{axis}", [.. Enumerable.Range(0, size).Select(value => $"{axis}.{value}")])).ToArray();
            IEnumerable<string[]> product = [[]];
            foreach (var axis in axes)
            {
                product = product.SelectMany(head => axis.Values, (head, value) => (string[])[.. head, value]);
            }

            var all = product.ToArray();
            int[] excluded = [.. Enumerable.Range(0, all.Length).Where(position => ((mask >> (position % 20)) & 1) == 1)];
            string[][] kept = [.. all.Where((_, position) => !excluded.Contains(position))];
            var matrix = new Expansion.Matrix([.. axes], [.. excluded]);
            return matrix.Count == kept.Length && kept.Index().All(entry => matrix.Values(entry.Index).SequenceEqual(entry.Item)
                && axes.Index().All(axis => matrix.Variable("matrix." + axis.Item.Name, entry.Index) == entry.Item[axis.Index]));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_table_gives_its_cells_by_column()
    {
        var table = new Expansion.Table(["a", "b"], [["1", "2"], ["3", "4"]]);
        Assert.Equal(("4", "3", null), (table.Variable("csv.b", 1), table.Variable("a", 1), table.Variable("csv.c", 1)));
    }
}
