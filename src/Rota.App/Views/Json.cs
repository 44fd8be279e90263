using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

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
}
