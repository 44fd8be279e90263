using System.Globalization;
using System.Text.Json.Serialization;
using Rota.App.Finding;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Store.SavedFilters;

namespace Rota.App.SavedFilters;

/// <summary>A filter that somebody gave a name, and how many rows it means now.</summary>
public sealed record SavedFilterView
{
    internal SavedFilterView(SavedFilter row, RowCount? count) =>
        (Row, Count, Complete) = (row, count?.Count, count?.IsComplete ?? false);

    /// <summary>How people call it.</summary>
    public string Name => Row.Name;

    /// <summary>The filter.</summary>
    public string Filter => Row.Filter;

    /// <summary>Whether it is everybody's; else it is of who asks.</summary>
    public bool Shared => Row.Owner.Length == 0;

    /// <summary>When it was saved last.</summary>
    public Instant Saved => Row.Saved;

    /// <summary>What names this version of it, for <c>If-Match</c>, without the quotes.</summary>
    public string Version => Row.Saved.Micros.ToString(CultureInfo.InvariantCulture);

    /// <summary>How many rows it means; null where that could not be counted.</summary>
    public long? Count { get; }

    /// <summary>Whether all rows were counted; false where that took too long, and there may be more.</summary>
    public bool Complete { get; }

    /// <summary>What is stored of it.</summary>
    internal SavedFilter Row { get; }
}

/// <summary>The filters of a list to choose from: one's own first, then those of everybody, by name.</summary>
/// <param name="Filters">The filters.</param>
public sealed record SavedFilterList(IReadOnlyList<SavedFilterView> Filters) : View;

/// <summary>Saved filters as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(SavedFilterList))]
public sealed partial class SavedFilterJson : JsonSerializerContext;
