namespace Rota.Core.Jobs.Shells;

/// <summary>The here-documents that a line of a shell text opens: they follow it one after the other.</summary>
internal sealed class HereDocuments
{
    private readonly Queue<HereDocument> open = new();

    private readonly record struct HereDocument(string End, bool StripsTabs);

    /// <summary>Whether one has not ended.</summary>
    public bool AreOpen => open.Count > 0;

    /// <summary>Takes note of the one whose <c>&lt;&lt;</c> was passed; false when its end cannot be known.</summary>
    /// <param name="text">The shell text.</param>
    /// <param name="at">The position after <c>&lt;&lt;</c>.</param>
    /// <param name="end">The position after the word that names its end.</param>
    public bool TryOpen(string text, int at, out int end)
    {
        var stripsTabs = at < text.Length && text[at] == '-';
        at += stripsTabs ? 1 : 0;
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        end = at;
        while (end < text.Length && !" \t\n;|&<>()".Contains(text[end]))
        {
            end++;
        }

        var word = text[at..end];
        var delimiter = word.Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);
        if (delimiter.Length == 0 || delimiter.AsSpan().ContainsAny("\\$`"))
        {
            return false;
        }

        open.Enqueue(new(delimiter, stripsTabs));
        return true;
    }

    /// <summary>Closes the first one when this line is its end, and gives the position after the line.</summary>
    /// <param name="text">The shell text.</param>
    /// <param name="at">Where the line begins.</param>
    public int? EndAt(string text, int at)
    {
        var document = open.Peek();
        var end = text.IndexOf('\n', at) is var newline and >= 0 ? newline : text.Length;
        var line = text.AsSpan(at, end - at);
        if (!(document.StripsTabs ? line.TrimStart('\t') : line).SequenceEqual(document.End))
        {
            return null;
        }

        open.Dequeue();
        return end + 1;
    }
}
