using System.Text.Json;
using Rota.Core.Bytes;
using Rota.Core.Results;

namespace Rota.App.Views;

/// <summary>What a task reported, as views show it.</summary>
internal static class ShownResult
{
    /// <summary>Its result as it gave it; null for none.</summary>
    public static JsonElement? Json(Reported? reported) =>
        reported?.Result is { } text ? JsonElement.Parse(text) : null;

    /// <summary>Its result in a line, such as <c>accuracy=0.93 loss=0.1</c>; null for none.</summary>
    public static string? Line(Reported? reported) =>
        reported?.Result is { } text
            ? string.Join(' ', ResultObject.Values(text).Select(value => $"{value.Name}={value.Text}"))
            : null;

    /// <summary>The last numbers of its progress, by name; null for none.</summary>
    public static IReadOnlyDictionary<string, double>? Numbers(string? progress) =>
        ProgressLines.Numbers(progress) is { IsEmpty: false } numbers
            ? numbers.ToDictionary(one => ByteText.Visible(one.Key), one => one.Value, StringComparer.Ordinal)
            : null;
}
