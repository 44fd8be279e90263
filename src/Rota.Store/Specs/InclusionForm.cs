using System.Collections.Immutable;
using System.Text.Json;
using Rota.Core.Jobs;

namespace Rota.Store.Specs;

/// <summary>How it is written what is included in a matrix: nothing without any.</summary>
internal static class InclusionForm
{
    public static void Write(Utf8JsonWriter json, Inclusion? included)
    {
        if (included is null)
        {
            return;
        }

        json.Texts("includedNames", included.Names);
        json.WriteStartArray("extensions");
        foreach (var extension in included.Extensions)
        {
            json.WriteStartObject();
            json.Numbers("pattern", [.. extension.Pattern.Select(position => position ?? Any)]);
            Cells(json, "values", extension.Values);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("included");
        foreach (var row in included.Rows)
        {
            json.WriteStartObject();
            Cells(json, "values", row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static Inclusion? Read(JsonElement task) =>
        !task.TryGetProperty("included", out _)
            ? null
            : new(
                task.Texts("includedNames"),
                [
                    .. task.Elements("extensions")
                        .Select(one => new Extension(
                            [
                                .. one.Elements("pattern")
                                    .Select(position => position.GetInt32() is >= 0 and var value ? value : (int?)null),
                            ],
                            Cells(one)
                        )),
                ],
                [.. task.Elements("included").Select(Cells)]
            );

    /// <summary>No position of a value.</summary>
    private const int Any = -1;

    private static void Cells(Utf8JsonWriter json, string name, ImmutableArray<string?> cells)
    {
        json.WriteStartArray(name);
        foreach (var cell in cells)
        {
            if (cell is null)
            {
                json.WriteNullValue();
            }
            else
            {
                json.TextValue(cell);
            }
        }

        json.WriteEndArray();
    }

    private static ImmutableArray<string?> Cells(JsonElement row) =>
        [.. row.Elements("values").Select(cell => cell.ValueKind == JsonValueKind.Null ? null : cell.TextValue())];
}
