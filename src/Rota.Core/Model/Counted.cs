namespace Rota.Core.Model;

/// <summary>Numbers of things: the one rule by which a noun gets its plural.</summary>
public static class Counted
{
    /// <summary>A number with its noun: <c>1 task</c>, <c>3 processes</c>, <c>0 entries</c>.</summary>
    public static string Text(long count, string noun) => $"{count} {Noun(count, noun)}";

    /// <summary>A noun as it stands behind a number.</summary>
    public static string Noun(long count, string noun) =>
        count == 1 ? noun
        : noun is [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] ? noun[..^1] + "ies"
        : noun is [.., 's' or 'x'] or [.., 'c' or 's', 'h'] ? noun + "es"
        : noun + "s";
}
