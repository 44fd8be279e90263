namespace Rota.Core.Filters;

/// <summary>
/// Reads filters: <c>state:failed,lost name:~train dur:>10m -node:n3 sort:-dur</c>. All terms must hold; a comma is an
/// or, a dash in front a not. The one grammar of command line and programs.
/// </summary>
public static class FilterReader
{
    /// <summary>The filter; null where a mistake is in it.</summary>
    /// <param name="text">The filter as it is typed.</param>
    /// <param name="table">The fields there are.</param>
    /// <param name="mistake">What is wrong.</param>
    /// <typeparam name="TRow">The rows.</typeparam>
    public static Filter<TRow>? Read<TRow>(string text, FieldTable<TRow> table, out FilterMistake? mistake)
    {
        try
        {
            mistake = null;
            return new FilterTerms<TRow>(new FilterText(text), table).Read();
        }
        catch (FilterException wrong)
        {
            mistake = wrong.Mistake;
            return null;
        }
    }
}
