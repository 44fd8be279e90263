using System.Text.Json;

namespace Rota.Store.Sqlite.Backups;

/// <summary>What an archive says of itself: at its beginning who wrote it, at its end what is in it.</summary>
/// <param name="Version">Version of the archive's form.</param>
/// <param name="Files">Size and checksum of each file, by its name.</param>
internal sealed record Manifest(int Version, IReadOnlyDictionary<string, FileSum> Files)
{
    /// <summary>The form that is written. A higher one was written by a later Rota.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Name of the entry that an archive begins with.</summary>
    public const string HeadName = "rota-backup.json";

    /// <summary>Name of the entry that it ends with: without it, it is not whole.</summary>
    public const string Name = "manifest.json";

    /// <summary>Name of the database in it.</summary>
    public const string DatabaseName = "rota.db";

    private const string VersionKey = "rota_backup";

    /// <summary>The first thing that is not as it says; null when all is.</summary>
    public string? FindDifference(IReadOnlyDictionary<string, FileSum> found)
    {
        foreach (var (name, sum) in Files)
        {
            if (!found.TryGetValue(name, out var other) || other != sum)
            {
                return found.ContainsKey(name) ? $"{name} is not what was written" : $"{name} is not in it";
            }
        }

        return found.Keys.FirstOrDefault(name => !Files.ContainsKey(name)) is { } more
            ? $"{more} is in it, and its manifest does not know of it"
            : null;
    }

    /// <summary>The bytes of an entry; without files for the head.</summary>
    public byte[] Encode()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber(VersionKey, Version);
            json.WriteStartObject("files");
            foreach (var (name, sum) in Files)
            {
                json.WriteStartObject(name);
                json.WriteNumber("size", sum.Size);
                json.WriteString("xxh128", sum.Checksum);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <exception cref="JsonException">It is no manifest.</exception>
    public static Manifest Decode(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var files = new Dictionary<string, FileSum>(StringComparer.Ordinal);
            foreach (var file in json.RootElement.GetProperty("files").EnumerateObject())
            {
                files[file.Name] = new FileSum(
                    file.Value.GetProperty("size").GetInt64(),
                    file.Value.GetProperty("xxh128").GetString()!
                );
            }

            return new Manifest(json.RootElement.GetProperty(VersionKey).GetInt32(), files);
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException(error.Message, error);
        }
    }
}

/// <summary>Size and checksum of a file.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Checksum">XXH128 in hexadecimal, as xxh128sum prints it.</param>
internal readonly record struct FileSum(long Size, string Checksum);
