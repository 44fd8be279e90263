using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rota.Core.Bytes;
using Rota.Core.Model;

namespace Rota.App.Views;

/// <summary>Writes JSON for programs: one object, snake_case names, no surprises.</summary>
internal static class Json
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A view in one line.</summary>
    public static string Line<TView>(TView view, JsonTypeInfo<TView> type)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            JsonSerializer.Serialize(json, view, type);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>
    /// A view in one line, written while its lists are gone through: they may be longer than memory holds.
    /// </summary>
    public static void Write<TView>(Stream output, TView view, JsonTypeInfo<TView> type)
    {
        var options = new JsonSerializerOptions(type.Options) { Encoder = Options.Encoder };
        JsonSerializer.Serialize(output, view, (JsonTypeInfo<TView>)options.GetTypeInfo(typeof(TView)));
        output.WriteByte((byte)'\n');
    }

    /// <summary>One object in one line.</summary>
    public static string Line(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>
    /// A text that may hold any bytes. JSON holds Unicode alone: one that does not is written as people see it,
    /// <c>x\xe9</c>, and beside it stand its bytes, by which it can be told from a text that says so itself.
    /// </summary>
    public static void WriteText(this Utf8JsonWriter json, string name, string? value)
    {
        json.WriteString(name, value is null ? null : ByteText.Visible(value));
        if (value is not null && !ByteText.IsUtf8(value))
        {
            json.WriteBase64String(name + "_base64", ByteText.Bytes(value));
        }
    }

    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(ByteText.Visible(value));
        }

        json.WriteEndArray();
    }

    public static void WriteInstant(this Utf8JsonWriter json, string name, Instant? at)
    {
        if (at is { } instant)
        {
            json.WriteString(name, instant.ToString());
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void WriteInteger(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void WriteFlag(this Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } flag)
        {
            json.WriteBoolean(name, flag);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
