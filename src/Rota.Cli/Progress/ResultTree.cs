using Rota.Core.Bytes;
using Rota.Core.Jobs;

namespace Rota.Cli.Progress;

/// <summary>
/// Where GNU parallel's <c>--results DIR</c> has what a task wrote: <c>DIR/1/VALUE</c>, with a level for each list,
/// called by its number or by its name.
/// </summary>
internal static class ResultTree
{
    /// <summary>The directory of a task.</summary>
    public static string DirectoryOf(string root, TaskSpec task, int ordinal)
    {
        var values = task.Expansion.Values(ordinal);
        var names = task.Expansion switch
        {
            Expansion.Table table => table.Columns,
            Expansion.Matrix matrix => [.. matrix.Names],
            _ => [],
        };
        var parts = values.SelectMany((value, at) => (string[])[at < names.Length ? names[at] : $"{at + 1}", value]);
        return Path.Combine([root, .. (values.IsEmpty ? [task.Id] : parts).Select(Escape)]);
    }

    /// <summary>A value as the name of a directory: what a name cannot hold has a backslash.</summary>
    private static string Escape(string value) =>
        value switch
        {
            "" => "\\0",
            "." => "\\.",
            ".." => "\\.\\.",
            _ => ByteText
                .Visible(value)
                .Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\t", "\\t", StringComparison.Ordinal)
                .Replace("/", "\\_", StringComparison.Ordinal),
        };
}
