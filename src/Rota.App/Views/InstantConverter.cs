using System.Text.Json;
using System.Text.Json.Serialization;
using Rota.Core.Model;

namespace Rota.App.Views;

/// <summary>An instant as programs read it: RFC 3339 in UTC.</summary>
internal sealed class InstantConverter : JsonConverter<Instant>
{
    /// <inheritdoc/>
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("views are written, never read");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
