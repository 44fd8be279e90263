using System.Collections.Immutable;
using System.Text.Json;
using Rota.Core.Jobs;

namespace Rota.Store.Specs;

/// <summary>
/// How an entry's expansion is written: one property of the entry, named after its kind; none for one task.
/// </summary>
internal static class ExpansionForm
{
    public static void Write(Utf8JsonWriter json, Expansion expansion)
    {
        switch (expansion)
        {
            case Expansion.Array array:
                json.WriteStartArray("array");
                foreach (var range in array.Ranges)
                {
                    json.WriteNumberValue(range.First);
                    json.WriteNumberValue(range.Last);
                    json.WriteNumberValue(range.Step);
                }

                json.WriteEndArray();
                break;
            case Expansion.Matrix matrix:
                json.WriteStartArray("matrix");
                foreach (var axis in matrix.Axes)
                {
                    Row(json, [axis.Name, .. axis.Values]);
                }

                json.WriteEndArray();
                json.Numbers("excluded", matrix.Excluded);
                InclusionForm.Write(json, matrix.Included);
                break;
            case Expansion.Items items:
                json.WriteString("variable", items.Name);
                json.WriteStartArray("items");
                Cells(json, items.List);
                break;
            case Expansion.Table table:
                json.WriteStartArray("table");
                Row(json, table.Columns);
                foreach (var row in table.Rows)
                {
                    Row(json, row);
                }

                json.WriteEndArray();
                break;
        }
    }

    public static Expansion Read(JsonElement task)
    {
        if (task.TryGetProperty("array", out var array))
        {
            long[] numbers = [.. array.EnumerateArray().Select(number => number.GetInt64())];
            return new Expansion.Array([
                .. numbers.Chunk(3).Select(range => new NumberRange(range[0], range[1], range[2])),
            ]);
        }

        if (task.TryGetProperty("matrix", out var matrix))
        {
            var axes = matrix.EnumerateArray().Select(Row).Select(row => new Axis(row[0], row[1..]));
            return new Expansion.Matrix(
                [.. axes],
                [.. task.Elements("excluded").Select(position => position.GetInt32())]
            )
            {
                Included = InclusionForm.Read(task),
            };
        }

        if (task.TryGetProperty("items", out var items))
        {
            return new Expansion.Items(task.Text("variable")!, Row(items));
        }

        if (task.TryGetProperty("table", out var table))
        {
            var rows = table.EnumerateArray().Select(Row);
            return new Expansion.Table(rows.First(), [.. rows.Skip(1)]);
        }

        return Expansion.One.Instance;
    }

    private static void Row(Utf8JsonWriter json, ImmutableArray<string> cells)
    {
        json.WriteStartArray();
        Cells(json, cells);
    }

    private static void Cells(Utf8JsonWriter json, ImmutableArray<string> cells)
    {
        foreach (var cell in cells)
        {
            json.TextValue(cell);
        }

        json.WriteEndArray();
    }

    private static ImmutableArray<string> Row(JsonElement cells) =>
        [.. cells.EnumerateArray().Select(cell => cell.TextValue()!)];
}
