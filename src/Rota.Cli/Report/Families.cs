using Rota.App.Reporting;

namespace Rota.Cli.Report;

/// <summary>
/// Gives each task entry a colour. Beyond a couple of dozen entries those of a family are shown as one.
/// </summary>
internal sealed class Families
{
    /// <summary>How many families have a colour of their own; the rest share the one after.</summary>
    public const int ColorCount = 7;

    private const int EntriesUnfoldedMax = 24;
    private readonly Dictionary<string, string> _familyOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _colorOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _rowOf;
    private readonly bool _folds;

    public Families(ReportData data)
    {
        _folds = data.Groups.Count > EntriesUnfoldedMax;
        var secondsOf = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var group in data.Groups)
        {
            var family = Of(group.Name);
            secondsOf[family] = secondsOf.GetValueOrDefault(family) + group.TaskSeconds;
        }

        // The largest get the colours; the order of the job file decides which, as it mostly is the order of the run.
        var largest = secondsOf
            .OrderByDescending(pair => pair.Value)
            .Take(ColorCount)
            .Select(pair => pair.Key)
            .ToHashSet(StringComparer.Ordinal);
        Names = [.. secondsOf.Keys];
        _rowOf = Names.Index().ToDictionary(family => family.Item, family => family.Index, StringComparer.Ordinal);
        foreach (var family in Names.Where(largest.Contains))
        {
            _colorOf.Add(family, _colorOf.Count);
        }
    }

    /// <summary>All families, in the order of the job file.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether a family may be more than one task entry.</summary>
    public bool Folds => _folds;

    /// <summary>The families with a colour of their own, in the order of their colours.</summary>
    public IEnumerable<string> Colored => _colorOf.Keys;

    /// <summary>The family of a task entry.</summary>
    public string Of(string group)
    {
        if (!_folds)
        {
            return group;
        }

        if (!_familyOf.TryGetValue(group, out var family))
        {
            _familyOf.Add(group, family = EntryFamily.Of(group));
        }

        return family;
    }

    /// <summary>The position of an entry's family among <see cref="Names"/>.</summary>
    public int RowOf(string group) => _rowOf[Of(group)];

    /// <summary>The colour of a family: 0 to <see cref="ColorCount"/>.</summary>
    public int ColorOf(string family) => _colorOf.GetValueOrDefault(family, ColorCount);
}
