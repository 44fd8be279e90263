using System.Text;
using Rota.Core.Notifying.Signatures;
using Rota.Linux.Files;
using Rota.Linux.Users;

namespace Rota.Delivery.Channels;

/// <summary>Reads what is secret at each try; it is kept nowhere, and no sentence about it holds any of it.</summary>
internal static class Secrets
{
    private const int BytesMax = 16 * 1024;

    /// <summary>The keys in files of secrets, in their order: a line each.</summary>
    /// <exception cref="IOException">One cannot be read, or holds none.</exception>
    /// <param name="files">The files.</param>
    /// <param name="owner">The user whose rule names them, and as whom they are read; null for this one.</param>
    public static IReadOnlyList<byte[]> Keys(IEnumerable<string> files, long? owner) =>
        [.. files.SelectMany(file => Keys(file, owner))];

    /// <summary>The URL in a file.</summary>
    /// <exception cref="IOException">It cannot be read, or holds none.</exception>
    public static Uri Url(string file, long? owner) =>
        Lines(file, owner) is [var only]
        && Uri.TryCreate(only, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
            ? url
            : throw new IOException($"{file} does not hold one URL. Write it there as https://host/path");

    private static IEnumerable<byte[]> Keys(string file, long? owner)
    {
        var lines = Lines(file, owner);
        return lines.Length > 0
            ? lines.Select(line =>
                WebhookSignature.Key(line)
                ?? throw new IOException(
                    $"{file} holds a line that is no secret. Write whsec_ and 24 to 64 bytes in base64"
                )
            )
            : throw new IOException($"{file} is empty. Write whsec_ and 24 to 64 bytes in base64");
    }

    private static string[] Lines(string file, long? owner)
    {
        try
        {
            return Encoding
                .UTF8.GetString(UserFiles.As(owner, () => PrivateText.Read(file, BytesMax, (uint?)owner).ToArray()))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{file}: {error.Message}", error);
        }
    }
}
