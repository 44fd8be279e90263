using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rota.Core.Jobs;
using Rota.Core.Placement;

namespace Rota.Store.Sqlite;

/// <summary>Job specifications as bytes: JSON, compressed.</summary>
public static class JobSpecCodec
{
    /// <summary>Writes a specification.</summary>
    public static byte[] Encode(JobSpec spec)
    {
        using var bytes = new MemoryStream();
        using (var compressed = new DeflateStream(bytes, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(compressed, spec, StoreJson.Default.JobSpec);
        }

        return bytes.ToArray();
    }

    /// <summary>Reads a specification.</summary>
    public static JobSpec Decode(byte[] body)
    {
        using var compressed = new DeflateStream(new MemoryStream(body), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(compressed, StoreJson.Default.JobSpec)!;
    }
}

/// <summary>JSON of what the store keeps as text.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(JobSpec))]
[JsonSerializable(typeof(Capacity))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class StoreJson : JsonSerializerContext;
