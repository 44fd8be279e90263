namespace Rota.Core.Filters;

/// <summary>One thing that a value can be asked.</summary>
public abstract record FilterTest
{
    private FilterTest() { }

    /// <summary>Whether a value is so; one that is not there never is.</summary>
    /// <param name="value">The value; of an age, the seconds since then.</param>
    public abstract bool IsMet(FieldValue value);

    /// <summary>It is this text, or this number.</summary>
    /// <param name="Text">The text.</param>
    /// <param name="Number">The number that the text is, where values may be numbers.</param>
    /// <param name="IsWord">Whether upper and lower case are one.</param>
    public sealed record Same(string Text, double? Number, bool IsWord) : FilterTest
    {
        /// <inheritdoc/>
        public override bool IsMet(FieldValue value) =>
            (Number is { } number && value.Number == number)
            || (
                value.Text is { } text
                && text.Equals(Text, IsWord ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
            );
    }

    /// <summary>It holds this text, in whatever case.</summary>
    /// <param name="Text">The text.</param>
    public sealed record Part(string Text) : FilterTest
    {
        /// <inheritdoc/>
        public override bool IsMet(FieldValue value) =>
            value.Text is { } text && text.Contains(Text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>It is a number between two.</summary>
    /// <param name="Low">The lower one; null for any.</param>
    /// <param name="High">The upper one; null for any.</param>
    /// <param name="IsOpen">Whether the ends are left out: <c>&gt;3</c> is not 3.</param>
    public sealed record Between(double? Low, double? High, bool IsOpen) : FilterTest
    {
        /// <inheritdoc/>
        public override bool IsMet(FieldValue value) =>
            value.Number is { } number
            && (Low is not { } low || number > low || (number == low && !IsOpen))
            && (High is not { } high || number < high || (number == high && !IsOpen));
    }
}
