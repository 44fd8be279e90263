using System.Buffers;
using System.Text.Json;
using Rota.Core.Bytes;

namespace Rota.Instruments.Logs;

/// <summary>An event as a JSON object on a line of its own.</summary>
internal static class JsonForm
{
    /// <summary>Names that no field of an event may have.</summary>
    public static readonly IReadOnlyList<string> OwnNames =
    [
        "ts",
        "level",
        "event",
        "id",
        "component",
        "pid",
        "message",
        "exception",
    ];

    /// <summary>The template of a message, which comes with its fields.</summary>
    private const string Template = "{OriginalFormat}";

    public static byte[] Line(LogEvent one)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("ts", one.At.UtcDateTime.ToString(TextForm.TimeFormat));
            json.WriteString("level", LogOptions.WordOf(one.Level));
            json.WriteString("event", one.Id.Name);
            json.WriteNumber("id", one.Id.Id);
            json.WriteString("component", one.Component);
            json.WriteNumber("pid", one.Pid);
            json.WriteString("message", ByteText.Visible(one.Message));
            foreach (var (name, value) in one.Fields)
            {
                if (name != Template)
                {
                    json.WritePropertyName(name);
                    Write(json, value);
                }
            }

            if (one.Exception is { } exception)
            {
                json.WriteString("exception", ByteText.Visible(exception.ToString()));
            }

            json.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            default:
                json.WriteStringValue(ByteText.Visible(value.ToString() ?? ""));
                break;
        }
    }
}
