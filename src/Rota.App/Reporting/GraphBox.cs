namespace Rota.App.Reporting;

/// <summary>Entries of a job that a drawing of its graph has one box for.</summary>
public sealed record GraphBox
{
    /// <summary>The name of the entry, or of several together.</summary>
    public required string Name { get; init; }

    /// <summary>How many entries.</summary>
    public required int Entries { get; init; }

    /// <summary>How many steps come before it.</summary>
    public required int Level { get; init; }

    /// <summary>Whether it runs once all others have ended, however.</summary>
    public required bool IsFinally { get; init; }

    /// <summary>Its tasks.</summary>
    public required long Tasks { get; init; }

    /// <summary>Its tasks by state, those that need a person first; none that are zero.</summary>
    public required IReadOnlyList<KeyValuePair<string, long>> Counts { get; init; }

    internal static GraphBox Of(string name, ReportGroup[] entries) =>
        new()
        {
            Name = name,
            Entries = entries.Length,
            Level = entries[0].Level,
            IsFinally = Array.TrueForAll(entries, entry => entry.IsFinally),
            Tasks = entries.Sum(entry => entry.Total),
            Counts = CountsOf(entries),
        };

    /// <summary>Tasks of entries by state, those that need a person first; none that are zero.</summary>
    public static IReadOnlyList<KeyValuePair<string, long>> CountsOf(IReadOnlyList<ReportGroup> entries)
    {
        (string Word, Func<ReportGroup, long> Count)[] states =
        [
            ("failed", entry => entry.Failed),
            ("lost", entry => entry.Lost),
            ("running", entry => entry.Running),
            ("waiting", entry => entry.Waiting),
            ("cancelled", entry => entry.Cancelled),
            ("skipped", entry => entry.Skipped),
            ("succeeded", entry => entry.Succeeded),
        ];
        return
        [
            .. states
                .Select(state => KeyValuePair.Create(state.Word, entries.Sum(state.Count)))
                .Where(state => state.Value > 0),
        ];
    }
}

/// <summary>A need between two boxes.</summary>
/// <param name="From">Position of what is needed.</param>
/// <param name="To">Position of what needs it.</param>
/// <param name="Condition">What must hold of it; null for that it succeeded.</param>
/// <param name="Blocks">Whether it keeps tasks from running.</param>
public sealed record GraphEdge(int From, int To, string? Condition, bool Blocks);
