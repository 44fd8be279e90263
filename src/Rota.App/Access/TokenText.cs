using System.Text;
using Rota.Core.Notifying.Signatures;

namespace Rota.App.Access;

/// <summary>Tokens as texts: 256 bits that nobody can guess, and what is kept of them.</summary>
public static class TokenText
{
    /// <summary>What each begins with: scanners for secrets know it by that.</summary>
    public const string Prefix = "rota_";

    private const int RandomBytes = 32;

    /// <summary>A new one.</summary>
    public static string New()
    {
        var bytes = new byte[RandomBytes];
        using var random = File.OpenRead("/dev/urandom");
        random.ReadExactly(bytes);
        return Prefix + Convert.ToHexStringLower(bytes);
    }

    /// <summary>What is kept of one: its SHA-256. So many random bits need no salt, and no slow hash.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(Sha256.Of(Encoding.UTF8.GetBytes(token)));

    /// <summary>Whether two hashes are one, compared in the same time wherever they differ.</summary>
    public static bool AreSame(string left, string right)
    {
        var difference = left.Length ^ right.Length;
        for (var at = 0; at < Math.Min(left.Length, right.Length); at++)
        {
            difference |= left[at] ^ right[at];
        }

        return difference == 0;
    }
}
