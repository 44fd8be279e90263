namespace Rota.Core.Filters;

/// <summary>Ends the reading of a filter at its first mistake.</summary>
internal sealed class FilterException(int column, string message, string hint) : Exception(message)
{
    /// <summary>The mistake.</summary>
    public FilterMistake Mistake { get; } = new(column, message, hint);
}
