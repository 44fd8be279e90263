using System.Text.Json;

namespace Rota.Core.Results;

/// <summary>A value of a result.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">As people see it: a text without its quotes, all else as JSON.</param>
/// <param name="Number">As a number, where it is one.</param>
public readonly record struct ResultValue(string Name, string Text, double? Number)
{
    internal static ResultValue Of(string name, JsonElement value) =>
        new(
            name,
            value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(),
            value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : null
        );
}
