using System.Collections.Immutable;
using Rota.Core.Problems;

namespace Rota.Core.Schedules;

/// <summary>The words that stand for whole expressions.</summary>
internal static class CronWords
{
    private static readonly ImmutableSortedDictionary<string, string> Meanings = new Dictionary<string, string>
    {
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
        ["@monthly"] = "0 0 1 * *",
        ["@weekly"] = "0 0 * * 0",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@hourly"] = "0 * * * *",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The five fields of a text, or what is wrong with the word in their place.</summary>
    public static (string? Fields, string? Problem) Spell(string text)
    {
        if (!text.StartsWith('@'))
        {
            return (text, null);
        }

        if (Meanings.TryGetValue(text.ToLowerInvariant(), out var fields))
        {
            return (fields, null);
        }

        var nearest = Nearest.Of(text, Meanings.Keys);
        return (null, $"cron has no word \"{text}\"{(nearest is null ? "" : $", did you mean {nearest}?")}");
    }
}
