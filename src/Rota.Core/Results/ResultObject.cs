using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Rota.Core.Results;

/// <summary>The result of a task: one JSON object, such as <c>{"accuracy": 0.93}</c>.</summary>
public static class ResultObject
{
    /// <summary>The longest that is kept, in bytes.</summary>
    public const int BytesMax = 64 << 10;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Reads what a task wrote. The text is compact and has each name once, with its last value.
    /// </summary>
    /// <param name="bytes">The file; one byte more than <see cref="BytesMax"/> says that it is too long.</param>
    /// <returns>The text, or why there is none.</returns>
    public static (string? Text, string? Problem) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BytesMax)
        {
            return (null, $"it is longer than {BytesMax >> 10} KiB. Keep what is large in $ROTA_OUTPUT_DIR");
        }

        if (!Utf8.IsValid(bytes))
        {
            return (null, "it is no UTF-8. Write JSON, such as {\"accuracy\": 0.93}");
        }

        try
        {
            var reader = new Utf8JsonReader(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes);
            using var document = JsonDocument.ParseValue(ref reader);

            // It throws where something follows.
            _ = reader.Read();
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? (TextOf(Properties(document.RootElement)), null)
                : (null, "it is no JSON object. Write one, such as {\"accuracy\": 0.93}");
        }
        catch (JsonException error)
        {
            return (
                null,
                $"it is no JSON at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}. "
                    + "Write one object, such as {\"accuracy\": 0.93}; JSON has no NaN: write null for it"
            );
        }
        catch (InvalidOperationException)
        {
            return (null, "a text in it names half a character (\\ud800). Write whole ones");
        }
    }

    /// <summary>What a result holds, by name, in its order; nothing of none.</summary>
    public static ImmutableArray<ResultValue> Values(string? text)
    {
        if (text is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(text);
        return [.. document.RootElement.EnumerateObject().Select(one => ResultValue.Of(one.Name, one.Value))];
    }

    /// <summary>One value of a result; null where it has none of that name.</summary>
    public static ResultValue? Value(string? text, string name)
    {
        if (text is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(text);
        return document.RootElement.TryGetProperty(name, out var value) ? ResultValue.Of(name, value) : null;
    }

    /// <summary>The first of these names that a result lacks; null where it has them all.</summary>
    public static string? Lacks(string? text, ImmutableArray<string> names)
    {
        if (names.IsEmpty)
        {
            return null;
        }

        var known = Values(text).Select(value => value.Name).ToHashSet(StringComparer.Ordinal);
        return names.FirstOrDefault(name => !known.Contains(name));
    }

    /// <summary>A result with more values: what is JSON is taken as that, anything else as a text.</summary>
    public static string With(string? text, IEnumerable<(string Name, string Value)> more)
    {
        using var before = JsonDocument.Parse(text ?? "{}");
        var properties = Properties(before.RootElement);
        foreach (var (name, value) in more)
        {
            properties[name] = JsonOf(value);
        }

        return TextOf(properties);
    }

    private static OrderedDictionary<string, JsonElement> Properties(JsonElement element)
    {
        var properties = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var one in element.EnumerateObject())
        {
            properties[one.Name] = one.Value;
        }

        return properties;
    }

    private static string TextOf(OrderedDictionary<string, JsonElement> properties)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Compact))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in properties)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static JsonElement JsonOf(string value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            using var document = JsonDocument.Parse($"\"{JsonEncodedText.Encode(value)}\"");
            return document.RootElement.Clone();
        }
    }
}
