using System.Buffers;
using System.Text.Json;
using Rota.Core.Bytes;

namespace Rota.Instruments.Otlp;

/// <summary>What requests for spans and for metrics share: OTLP/HTTP in its JSON form.</summary>
internal static class OtlpJson
{
    /// <summary>A request about this program.</summary>
    /// <param name="options">What is said of it.</param>
    /// <param name="version">Its version.</param>
    /// <param name="all">Property of the whole, such as <c>resourceSpans</c>.</param>
    /// <param name="scoped">Property of one scope, such as <c>scopeSpans</c>.</param>
    /// <param name="items">Property of the items in it.</param>
    /// <param name="write">Writes the items.</param>
    public static byte[] Request(
        OtlpOptions options,
        string version,
        string all,
        string scoped,
        string items,
        Action<Utf8JsonWriter> write
    )
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray(all);
            json.WriteStartObject();
            json.WriteStartObject("resource");
            Attributes(json, options.Resource.Append(new("service.version", version)));
            json.WriteEndObject();
            json.WriteStartArray(scoped);
            json.WriteStartObject();
            json.WriteStartObject("scope");
            json.WriteString("name", "Rota");
            json.WriteString("version", version);
            json.WriteEndObject();
            json.WriteStartArray(items);
            write(json);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Attributes with texts for values.</summary>
    public static void Attributes(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, string>> attributes) =>
        Attributes(json, attributes.Select(pair => KeyValuePair.Create(pair.Key, (object)pair.Value)));

    /// <summary>Attributes with texts and whole numbers for values.</summary>
    public static void Attributes(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object>> attributes)
    {
        json.WriteStartArray("attributes");
        foreach (var (key, value) in attributes)
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            json.WriteStartObject("value");
            if (value is long number)
            {
                Number(json, "intValue", number);
            }
            else
            {
                json.WriteString("stringValue", ByteText.Visible(value.ToString() ?? ""));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A whole number: 64 bits are a text in the JSON form of protocol buffers.</summary>
    public static void Number(Utf8JsonWriter json, string name, long value) =>
        json.WriteString(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A moment, of microseconds since 1970.</summary>
    public static void Nanos(Utf8JsonWriter json, string name, long micros) =>
        json.WriteString(name, ((Int128)micros * 1_000).ToString(System.Globalization.CultureInfo.InvariantCulture));
}
