using System.Globalization;

namespace Rota.App.Watching;

/// <summary>How much of a task is done by the line that it wrote: <c>progress=0.4 loss=1.3</c>.</summary>
internal static class ProgressShare
{
    private const string Name = "progress=";

    /// <summary>The share from 0 to 1; null where the line has no such number.</summary>
    public static double? Of(string? line) =>
        line
            ?.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .LastOrDefault(word => word.StartsWith(Name, StringComparison.Ordinal))
            is { } word
        && double.TryParse(word.AsSpan(Name.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
        && share is >= 0 and <= 1
            ? share
            : null;
}
