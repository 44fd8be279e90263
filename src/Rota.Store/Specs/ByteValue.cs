using System.Text.Json;
using Rota.Core.Bytes;

namespace Rota.Store.Specs;

/// <summary>Texts of any bytes as JSON.</summary>
internal static class ByteValue
{
    private const string Bytes = "bytes";

    /// <summary>A text; one that is no UTF-8 as an object of its bytes, for JSON has no such texts.</summary>
    public static void TextValue(this Utf8JsonWriter json, string value)
    {
        if (ByteText.IsUtf8(value))
        {
            json.WriteStringValue(value);
            return;
        }

        json.WriteStartObject();
        json.WriteBase64String(Bytes, ByteText.Bytes(value));
        json.WriteEndObject();
    }

    /// <summary>Whether it is a text of bytes that are no UTF-8.</summary>
    public static bool IsBytes(this JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(Bytes, out _);

    /// <summary>What <see cref="TextValue(Utf8JsonWriter, string)"/> wrote.</summary>
    public static string? TextValue(this JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
            ? ByteText.Of(json.GetProperty(Bytes).GetBytesFromBase64())
            : json.GetString();
}
