namespace Rota.Web.Access;

/// <summary>Secrets that nobody guesses.</summary>
internal static class RandomText
{
    private const int Bytes = 32;

    /// <summary>256 random bits in hexadecimal.</summary>
    public static string Fresh()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        using var random = File.OpenRead("/dev/urandom");
        random.ReadExactly(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
