using System.Text;
using Rota.Core.Notifying.Signatures;
using Rota.Linux.Files;

namespace Rota.Delivery.Channels;

/// <summary>Reads what is secret at each try; it is kept nowhere, and no sentence about it holds any of it.</summary>
internal static class Secrets
{
    private const int BytesMax = 16 * 1024;

    /// <summary>The keys in files of secrets, in their order: a line each.</summary>
    /// <exception cref="IOException">One cannot be read, or holds none.</exception>
    public static IReadOnlyList<byte[]> Keys(IEnumerable<string> files) => [.. files.SelectMany(Keys)];

    /// <summary>The URL in a file.</summary>
    /// <exception cref="IOException">It cannot be read, or holds none.</exception>
    public static Uri Url(string file) =>
        Lines(file) is [var only]
        && Uri.TryCreate(only, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
            ? url
            : throw new IOException($"{file} does not hold one URL. Write it there as https://host/path");

    private static IEnumerable<byte[]> Keys(string file)
    {
        var lines = Lines(file);
        return lines.Length > 0
            ? lines.Select(line =>
                WebhookSignature.Key(line)
                ?? throw new IOException(
                    $"{file} holds a line that is no secret. Write whsec_ and 24 to 64 bytes in base64"
                )
            )
            : throw new IOException($"{file} is empty. Write whsec_ and 24 to 64 bytes in base64");
    }

    private static string[] Lines(string file)
    {
        try
        {
            return Encoding
                .UTF8.GetString(PrivateText.Read(file, BytesMax))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{file}: {error.Message}", error);
        }
    }
}
