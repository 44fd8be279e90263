using System.Globalization;
using System.Text;

namespace Rota.Core.JobFiles.Editing;

/// <summary>Values as a job file has them, so that its reader gives them back.</summary>
internal static class FileText
{
    private static readonly (int Shift, string Unit)[] Sizes = [(40, "T"), (30, "G"), (20, "M"), (10, "K")];

    /// <summary>A size of memory in the largest unit that has a whole number of it.</summary>
    public static string Bytes(long bytes)
    {
        var (shift, unit) = Sizes.FirstOrDefault(one => bytes % (1L << one.Shift) == 0);
        return unit is null ? Number(bytes) : Number(bytes >> shift) + unit;
    }

    /// <summary>A whole number.</summary>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A text in double quotes.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' or '\\' => quoted.Append('\\').Append(character),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                < ' ' or '\x7f' or (>= '\x80' and < '\xa0') or '\u2028' or '\u2029' or '\ufeff' => quoted.Append(
                    CultureInfo.InvariantCulture,
                    $"\\u{(int)character:x4}"
                ),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A text as people like to edit it: over several lines where it has them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="indent">What its lines begin with there.</param>
    public static string Block(string text, string indent)
    {
        var isPlain =
            text.Contains('\n')
            && text[0] is not (' ' or '\n')
            && !text.EndsWith("\n\n", StringComparison.Ordinal)
            && !text.Any(character =>
                character is not ('\n' or '\t') && (char.IsControl(character) || character > '~')
            );
        if (!isPlain)
        {
            return Quoted(text);
        }

        var lines = (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
        return (text.EndsWith('\n') ? "|" : "|-")
            + string.Concat(lines.Select(line => line.Length == 0 ? "\n" : $"\n{indent}{line}"));
    }

    /// <summary>A mapping on one line, of what is stated.</summary>
    public static string Mapping(IEnumerable<(string Key, string? Value)> entries)
    {
        var stated = entries.Where(one => one.Value is not null).Select(one => $"{one.Key}: {one.Value}");
        return $"{{{string.Join(", ", stated)}}}";
    }

    /// <summary>A truth value.</summary>
    public static string Word(bool value) => value ? "true" : "false";
}
