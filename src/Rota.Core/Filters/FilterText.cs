using System.Text;

namespace Rota.Core.Filters;

/// <summary>A filter as it is typed, read from left to right.</summary>
internal sealed class FilterText(string text)
{
    private int at;

    /// <summary>The column of what is read next, from 1.</summary>
    public int Column => at + 1;

    /// <summary>Goes to the next term.</summary>
    /// <returns>Whether there is one.</returns>
    public bool NextTerm()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at < text.Length;
    }

    /// <summary>Takes a text where it stands next.</summary>
    public bool Take(string expected)
    {
        if (!text.AsSpan(at).StartsWith(expected, StringComparison.Ordinal))
        {
            return false;
        }

        at += expected.Length;
        return true;
    }

    /// <summary>Takes all up to a colon, or the end of the term.</summary>
    public string Name()
    {
        var from = at;
        while (at < text.Length && text[at] != ':' && !char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return text[from..at];
    }

    /// <summary>Takes one value, up to a comma or the end of the term; <c>"…"</c> holds both.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether it stood in quotes; null where they do not end.</returns>
    public bool? Value(out string value)
    {
        var read = new StringBuilder();
        var isQuoted = Take("\"");
        while (at < text.Length && (isQuoted ? text[at] != '"' : text[at] != ',' && !char.IsWhiteSpace(text[at])))
        {
            at += isQuoted && text[at] == '\\' && at + 1 < text.Length ? 1 : 0;
            read.Append(text[at++]);
        }

        value = read.ToString();
        return isQuoted && !Take("\"") ? null : isQuoted;
    }
}
