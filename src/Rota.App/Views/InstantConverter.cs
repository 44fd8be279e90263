using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rota.Core.Model;

namespace Rota.App.Views;

/// <summary>Instants as RFC 3339 in UTC with microseconds.</summary>
internal sealed class InstantConverter : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.TryParse(
            reader.GetString(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        )
            ? Instant.From(instant)
            : throw new JsonException("this is no instant");

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
