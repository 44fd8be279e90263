using System.Collections.Immutable;

namespace Rota.Core.Jobs;

/// <summary>How an entry becomes tasks. Ranges stay ranges: a million-task array is a few bytes.</summary>
public abstract partial record Expansion
{
    private Expansion() { }

    /// <summary>How many tasks.</summary>
    public abstract int Count { get; }

    /// <summary>Whether tasks are addressed by an index.</summary>
    public virtual bool IsIndexed => true;

    /// <summary>The index a person sees for an ordinal: the number in the array, else the ordinal itself.</summary>
    public virtual long Label(int ordinal) => ordinal;

    /// <summary>The ordinal with this label, or null.</summary>
    public virtual int? Ordinal(long label) => label >= 0 && label < Count ? (int)label : null;

    /// <summary>One task's value of a variable (<c>matrix.lr</c>, <c>line</c>, <c>csv.seed</c>), or null.</summary>
    public virtual string? Variable(string name, int ordinal) => null;

    /// <summary>The positional values of one task, for <c>{}</c> and <c>{1}</c>.</summary>
    public virtual ImmutableArray<string> Values(int ordinal) => [];

    /// <summary>How many values of each task have a name.</summary>
    public virtual int Parameters => 0;

    /// <summary>The name of one of them: a name of the matrix, a column, <c>line</c>.</summary>
    public virtual string ParameterName(int parameter) => throw new ArgumentOutOfRangeException(nameof(parameter));

    /// <summary>One task's value of it; empty where it has none.</summary>
    public virtual string ParameterValue(int parameter, int ordinal) =>
        throw new ArgumentOutOfRangeException(nameof(parameter));

    /// <summary>Whether one task has a value of it.</summary>
    public virtual bool HasParameter(int parameter, int ordinal) => true;

    /// <summary>Whether tasks can be added at its end.</summary>
    public virtual bool IsGrowing => false;

    /// <summary>The same with more tasks at its end; null where those are of another kind.</summary>
    public virtual Expansion? Grown(Expansion more) => null;

    /// <summary>A single task.</summary>
    public sealed record One : Expansion
    {
        /// <summary>The only one.</summary>
        public static readonly One Instance = new();

        /// <inheritdoc/>
        public override int Count => 1;

        /// <inheritdoc/>
        public override bool IsIndexed => false;
    }

    /// <summary>An array of numbers: <c>0-15</c>, <c>0-15:4</c>, <c>1,3,7-9</c>.</summary>
    /// <param name="Ranges">The ranges, in the order written.</param>
    public sealed record Array(ImmutableArray<NumberRange> Ranges) : Expansion
    {
        /// <inheritdoc/>
        public override int Count => Ranges.Sum(range => range.Count);

        /// <inheritdoc/>
        public override long Label(int ordinal)
        {
            foreach (var range in Ranges)
            {
                if (ordinal < range.Count)
                {
                    return range.At(ordinal);
                }

                ordinal -= range.Count;
            }

            throw new ArgumentOutOfRangeException(nameof(ordinal));
        }

        /// <inheritdoc/>
        public override int? Ordinal(long label)
        {
            var before = 0;
            foreach (var range in Ranges)
            {
                if (range.PositionOf(label) is { } position)
                {
                    return before + position;
                }

                before += range.Count;
            }

            return null;
        }

        /// <inheritdoc/>
        public override ImmutableArray<string> Values(int ordinal) => [Label(ordinal).ToString()];
    }

    /// <summary>One task for each text of a list: lines of a file, or files below a directory.</summary>
    /// <param name="Name">The variable that holds it: <c>line</c> or <c>file</c>.</param>
    /// <param name="List">The texts.</param>
    public sealed record Items(string Name, ImmutableArray<string> List) : Expansion
    {
        /// <inheritdoc/>
        public override bool IsGrowing => true;

        /// <inheritdoc/>
        public override Expansion? Grown(Expansion more) =>
            more is Items items && items.Name == Name ? this with { List = List.AddRange(items.List) } : null;

        /// <inheritdoc/>
        public override int Count => List.Length;

        /// <inheritdoc/>
        public override string? Variable(string name, int ordinal) => name == Name ? List[ordinal] : null;

        /// <inheritdoc/>
        public override ImmutableArray<string> Values(int ordinal) => [List[ordinal]];

        /// <inheritdoc/>
        public override int Parameters => 1;

        /// <inheritdoc/>
        public override string ParameterName(int parameter) => Name;

        /// <inheritdoc/>
        public override string ParameterValue(int parameter, int ordinal) => List[ordinal];
    }

    /// <summary>One task for each row of a table with named columns.</summary>
    /// <param name="Columns">The names.</param>
    /// <param name="Rows">The rows. What one has not of the last columns is empty there.</param>
    public sealed record Table(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows) : Expansion
    {
        /// <inheritdoc/>
        public override bool IsGrowing => true;

        /// <inheritdoc/>
        public override Expansion? Grown(Expansion more) =>
            more is Table table && table.Columns.SequenceEqual(Columns)
                ? this with
                {
                    Rows = Rows.AddRange(table.Rows),
                }
                : null;

        /// <inheritdoc/>
        public override int Count => Rows.Length;

        /// <inheritdoc/>
        public override string? Variable(string name, int ordinal)
        {
            var column = Columns.IndexOf(name.StartsWith("csv.", StringComparison.Ordinal) ? name[4..] : name);
            if (column < 0 && int.TryParse(name, out var number))
            {
                column = number <= Columns.Length ? number - 1 : -1;
            }

            return column < 0 ? null : Rows[ordinal].ElementAtOrDefault(column) ?? "";
        }

        /// <inheritdoc/>
        public override ImmutableArray<string> Values(int ordinal) => Rows[ordinal];

        /// <inheritdoc/>
        public override int Parameters => Columns.Length;

        /// <inheritdoc/>
        public override string ParameterName(int parameter) => Columns[parameter];

        /// <inheritdoc/>
        public override string ParameterValue(int parameter, int ordinal) =>
            parameter < Rows[ordinal].Length ? Rows[ordinal][parameter] : "";
    }
}
