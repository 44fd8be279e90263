using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace Rota.EndToEnd.Tests.Harness;

/// <summary>
/// Looks for a text in the bytes of files: as it is, and inside what was compressed, wherever that begins. So it is
/// found in pages that the database has given up and in its log, too.
/// </summary>
internal static class Canary
{
    private const int MostInflated = 64 * 1024;

    /// <summary>The files below a directory that hold one of the texts, in a copy: some are locked.</summary>
    public static string[] Holders(string directory, params string[] texts)
    {
        var copy = Directory.CreateTempSubdirectory("rota-canary-").FullName;
        try
        {
            using (var copying = Process.Start("cp", ["-a", directory, copy]))
            {
                copying.WaitForExit();
                Assert.Equal(0, copying.ExitCode);
            }

            return [.. Directory.EnumerateFiles(copy, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) is not ("socket" or "api.sock"))
                .Where(file => Holds(File.ReadAllBytes(file), [.. texts.Select(Encoding.UTF8.GetBytes)]))];
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static bool Holds(byte[] bytes, byte[][] texts)
    {
        if (HasAny(bytes, texts))
        {
            return true;
        }

        var inflated = new byte[MostInflated];
        for (var start = 0; start < bytes.Length; start++)
        {
            // No stream of zeros: most of a database.
            if (bytes[start] != 0 && HasAny(inflated.AsSpan(0, Inflate(bytes, start, inflated)), texts))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasAny(ReadOnlySpan<byte> bytes, byte[][] texts)
    {
        foreach (var text in texts)
        {
            if (bytes.IndexOf(text) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static int Inflate(byte[] bytes, int start, byte[] inflated)
    {
        using var stream = new DeflateStream(new MemoryStream(bytes, start, bytes.Length - start), CompressionMode.Decompress);
        var length = 0;
        try
        {
            int read;
            while ((read = stream.Read(inflated, length, inflated.Length - length)) > 0)
            {
                length += read;
            }
        }
        catch (InvalidDataException)
        {
            // Where nothing compressed begins, or a page ends in the middle of it: what came until then counts.
        }

        return length;
    }
}
