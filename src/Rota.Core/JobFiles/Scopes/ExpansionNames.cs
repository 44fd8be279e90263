using Rota.Core.Jobs;

namespace Rota.Core.JobFiles.Scopes;

/// <summary>The names by which templates call the values that differ from task to task.</summary>
internal static class ExpansionNames
{
    /// <summary>Whether each task of the expansion has a value of that name.</summary>
    public static bool Has(Expansion? expansion, string name) =>
        expansion switch
        {
            Expansion.Matrix matrix => name.StartsWith("matrix.", StringComparison.Ordinal)
                && matrix.Names.Any(known => name.AsSpan(7).SequenceEqual(known)),
            Expansion.Table table => name.StartsWith("csv.", StringComparison.Ordinal)
                && table.Columns.Contains(name[4..]),
            Expansion.Items items => name == items.Name,
            _ => false,
        };
}
