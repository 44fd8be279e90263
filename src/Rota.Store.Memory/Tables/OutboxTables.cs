using System.Collections.Immutable;
using Rota.Store.Outbox;

namespace Rota.Store.Memory.Tables;

/// <summary>What is on its way out, and who is told of what.</summary>
internal sealed record OutboxTables
{
    /// <summary>Nothing.</summary>
    public static readonly OutboxTables Empty = new();

    /// <summary>Messages by number.</summary>
    public ImmutableSortedDictionary<long, OutboxRow> Rows { get; init; } =
        ImmutableSortedDictionary<long, OutboxRow>.Empty;

    /// <summary>The number of the next.</summary>
    public long Next { get; init; } = 1;

    /// <summary>Rules that were set, by scope.</summary>
    public ImmutableSortedDictionary<string, ScopedRules> Rules { get; init; } =
        ImmutableSortedDictionary.Create<string, ScopedRules>(StringComparer.Ordinal);

    /// <summary>Whether the runs of a name stand as failing.</summary>
    public ImmutableDictionary<string, bool> Standings { get; init; } =
        ImmutableDictionary.Create<string, bool>(StringComparer.Ordinal);

    /// <summary>With a message, which gets a number where it has none.</summary>
    public OutboxTables With(OutboxRow row) =>
        row.Number > 0
            ? this with
            {
                Rows = Rows.SetItem(row.Number, row),
            }
            : this with
            {
                Rows = Rows.Add(Next, row with { Number = Next }),
                Next = Next + 1,
            };
}
