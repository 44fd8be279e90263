using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Rota.Store.Specs;

/// <summary>Properties that are left out where they say nothing.</summary>
internal static class Properties
{
    /// <summary>One object as text.</summary>
    public static string Object(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    public static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(name);
            json.TextValue(value);
        }
    }

    public static void Number(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    public static void Number(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    public static void Texts(this Utf8JsonWriter json, string name, IReadOnlyCollection<string> values)
    {
        if (values.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.TextValue(value);
            }

            json.WriteEndArray();
        }
    }

    public static void Numbers(this Utf8JsonWriter json, string name, IReadOnlyCollection<int> values)
    {
        if (values.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteNumberValue(value);
            }

            json.WriteEndArray();
        }
    }

    public static void Map(this Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> values)
    {
        if (values.Count > 0)
        {
            json.WriteStartObject(name);
            foreach (var (key, value) in values)
            {
                json.WritePropertyName(key);
                json.TextValue(value);
            }

            json.WriteEndObject();
        }
    }

    public static void Counts(this Utf8JsonWriter json, string name, ImmutableSortedDictionary<string, long> values)
    {
        if (!values.IsEmpty)
        {
            json.WriteStartObject(name);
            foreach (var (key, value) in values)
            {
                json.WriteNumber(key, value);
            }

            json.WriteEndObject();
        }
    }

    public static string? Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.TextValue() : null;

    public static long? Integer(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetInt64() : null;

    public static long Integer(this JsonElement json, string name, long none) => json.Integer(name) ?? none;

    public static double? Real(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    public static IEnumerable<JsonElement> Elements(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.EnumerateArray() : [];

    public static ImmutableArray<string> Texts(this JsonElement json, string name) =>
        [.. json.Elements(name).Select(value => value.TextValue()!)];

    public static ImmutableSortedDictionary<string, string> Map(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var map)
            ? map.EnumerateObject()
                .ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value.TextValue()!, StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, string>.Empty;

    public static ImmutableSortedDictionary<string, long> Counts(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var map)
            ? map.EnumerateObject()
                .ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value.GetInt64(), StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, long>.Empty;
}
