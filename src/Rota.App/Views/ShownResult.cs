using System.Text;
using System.Text.Json;
using Rota.Core.Bytes;
using Rota.Core.Results;

namespace Rota.App.Views;

/// <summary>What a task reported, as views show it.</summary>
internal static class ShownResult
{
    private const int ValueMax = 40;
    private const int LineMax = 120;

    /// <summary>Its result as it gave it; null for none.</summary>
    public static JsonElement? Json(Reported? reported) =>
        reported?.Result is { } text ? JsonElement.Parse(text) : null;

    /// <summary>
    /// Its result in a line, such as <c>accuracy=0.93 loss=0.1</c>, as far as that is one for lists; null for none.
    /// </summary>
    public static string? Line(Reported? reported) => reported?.Result is { } text ? Line(text) : null;

    /// <summary>The same of a result that a view has.</summary>
    public static string? Line(JsonElement? result) => result is { } json ? Line(json.GetRawText()) : null;

    private static string Line(string text)
    {
        var line = new StringBuilder();
        foreach (var value in ResultObject.Values(text))
        {
            var shown = value.Text.Length > ValueMax ? ByteText.Head(value.Text, ValueMax - 1) + "…" : value.Text;
            if (line.Length + value.Name.Length + shown.Length > LineMax)
            {
                line.Append(" …");
                break;
            }

            line.Append(line.Length == 0 ? "" : " ").Append($"{value.Name}={shown}");
        }

        return line.ToString();
    }

    /// <summary>The last numbers of its progress, by name; null for none.</summary>
    public static IReadOnlyDictionary<string, double>? Numbers(string? progress) =>
        ProgressLines.Numbers(progress) is { IsEmpty: false } numbers
            ? numbers.ToDictionary(one => ByteText.Visible(one.Key), one => one.Value, StringComparer.Ordinal)
            : null;
}
