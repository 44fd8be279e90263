using System.Collections.Immutable;

namespace Rota.Core.Schedules;

/// <summary>What happens at an instant of a schedule while an earlier run of it is open.</summary>
public enum Overlap
{
    /// <summary>Nothing: the instant is left out.</summary>
    Skip,

    /// <summary>The run waits until the earlier ones have ended.</summary>
    Queue,

    /// <summary>It runs beside them.</summary>
    Allow,

    /// <summary>They are cancelled, and it runs.</summary>
    Replace,
}

/// <summary>The words for it.</summary>
public static class Overlaps
{
    /// <summary>The words, in the order of the values.</summary>
    public static readonly ImmutableArray<string> Words = ["skip", "queue", "allow", "replace"];

    /// <summary>The word for a value.</summary>
    public static string WireName(this Overlap overlap) => Words[(int)overlap];

    /// <summary>The value of a word that was written by <see cref="WireName"/>.</summary>
    public static Overlap Of(string word) => (Overlap)Words.IndexOf(word);
}
