using System.Collections.Immutable;
using System.Text;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles.Expansions;

/// <summary>Cuts comma-separated values into rows and fields (RFC 4180), and knows the place it has come to.</summary>
internal sealed class CsvText
{
    private readonly string text;
    private readonly StringBuilder quoted = new();
    private int at;
    private int lineStart;

    /// <summary>Begins behind a byte order mark.</summary>
    public CsvText(string text)
    {
        this.text = text;
        at = lineStart = text.StartsWith('\uFEFF') ? 1 : 0;
    }

    /// <summary>The line it has come to, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Whether everything was read.</summary>
    public bool IsAtEnd => at >= text.Length;

    /// <summary>The fields of the next row.</summary>
    /// <exception cref="FormatException">The row is not well formed.</exception>
    public ImmutableArray<string> Row()
    {
        var fields = ImmutableArray.CreateBuilder<string>();
        while (true)
        {
            fields.Add(at < text.Length && text[at] == '"' ? Quoted() : Plain());
            if (at >= text.Length)
            {
                return fields.DrainToImmutable();
            }

            if (text[at] == ',')
            {
                if (fields.Count == JobFileLimits.Keys)
                {
                    throw new FormatException($"this row has more than {JobFileLimits.Keys:N0} fields");
                }

                at++;
                continue;
            }

            EndLine();
            return fields.DrainToImmutable();
        }
    }

    private string Plain()
    {
        var end = text.AsSpan(at).IndexOfAny(",\n") is var length and >= 0 ? at + length : text.Length;
        var field = text[at..end];
        at = end;
        return end == text.Length || text[end] == '\n' ? field.TrimEnd('\r') : field;
    }

    private string Quoted()
    {
        quoted.Clear();
        at++;
        while (true)
        {
            var end = text.IndexOf('"', at);
            if (end < 0)
            {
                throw new FormatException("a quoted field does not end");
            }

            quoted.Append(text, at, end - at);
            for (
                var newline = text.IndexOf('\n', at, end - at);
                newline >= 0;
                newline = text.IndexOf('\n', newline + 1, end - newline - 1)
            )
            {
                Line++;
                lineStart = newline + 1;
            }

            at = end + 1;
            if (at < text.Length && text[at] == '"')
            {
                quoted.Append('"');
                at++;
                continue;
            }

            if (at < text.Length && text[at] == '\r')
            {
                at++;
            }

            return at >= text.Length || text[at] is ',' or '\n'
                ? quoted.ToString()
                : throw new FormatException("a quoted field ends before its comma; write \"\" for a quote inside it");
        }
    }

    private void EndLine()
    {
        at++;
        Line++;
        lineStart = at;
    }

    /// <summary>A problem where the text was read to.</summary>
    public Problem Mistake(string file, string message, string? hint = null) =>
        new(file, Line, Math.Max(1, at - lineStart + 1), message, hint);
}
