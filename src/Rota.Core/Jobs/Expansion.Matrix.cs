using System.Collections.Immutable;

namespace Rota.Core.Jobs;

public abstract partial record Expansion
{
    /// <summary>
    /// The product of named lists, last name fastest, without the excluded combinations, and what is included.
    /// </summary>
    /// <param name="Axes">The lists.</param>
    /// <param name="Excluded">Positions in the full product that are left out, ascending.</param>
    public sealed record Matrix(ImmutableArray<Axis> Axes, ImmutableArray<int> Excluded) : Expansion
    {
        private const string Prefix = "matrix.";

        /// <summary>What is included; null for nothing.</summary>
        public Inclusion? Included { get; init; }

        /// <summary>How many of its tasks are combinations; those after them are included.</summary>
        public int Combinations => Axes.Aggregate(1, (product, axis) => product * axis.Values.Length) - Excluded.Length;

        /// <summary>All names, those of the axes first.</summary>
        public IEnumerable<string> Names => Axes.Select(axis => axis.Name).Concat(Included?.Names ?? []);

        /// <inheritdoc/>
        public override int Count => Combinations + (Included?.Rows.Length ?? 0);

        /// <inheritdoc/>
        public override string? Variable(string name, int ordinal)
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                return null;
            }

            var own = name.AsSpan(Prefix.Length);
            for (var parameter = 0; parameter < Parameters; parameter++)
            {
                if (own.SequenceEqual(ParameterName(parameter)))
                {
                    return ParameterValue(parameter, ordinal);
                }
            }

            return null;
        }

        /// <inheritdoc/>
        public override ImmutableArray<string> Values(int ordinal) =>
            [.. Enumerable.Range(0, Axes.Length).Select(axis => ParameterValue(axis, ordinal))];

        /// <inheritdoc/>
        public override int Parameters => Axes.Length + (Included?.Names.Length ?? 0);

        /// <inheritdoc/>
        public override string ParameterName(int parameter) =>
            parameter < Axes.Length ? Axes[parameter].Name : Included!.Names[parameter - Axes.Length];

        /// <inheritdoc/>
        public override string ParameterValue(int parameter, int ordinal) => ValueOf(parameter, ordinal) ?? "";

        /// <inheritdoc/>
        public override bool HasParameter(int parameter, int ordinal) => ValueOf(parameter, ordinal) is not null;

        private string? ValueOf(int parameter, int ordinal)
        {
            if (Included is not null && ordinal >= Combinations)
            {
                return Included.Rows[ordinal - Combinations][parameter];
            }

            var position = Position(ordinal);
            return parameter < Axes.Length
                ? Axes[parameter].Values[PlaceOnAxis(parameter, position)]
                : Included!.Value(parameter - Axes.Length, axis => PlaceOnAxis(axis, position));
        }

        /// <summary>Which value of an axis a position in the full product has.</summary>
        internal int PlaceOnAxis(int axis, int position)
        {
            for (var later = Axes.Length - 1; later > axis; later--)
            {
                position /= Axes[later].Values.Length;
            }

            return position % Axes[axis].Values.Length;
        }

        /// <summary>Position in the full product of the n-th combination that is not excluded.</summary>
        private int Position(int ordinal)
        {
            // Excluded is ascending, so Excluded[k] - k never falls: a binary search counts the gaps at or before.
            int low = 0,
                high = Excluded.Length;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (Excluded[middle] - middle <= ordinal)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            return ordinal + low;
        }
    }
}
