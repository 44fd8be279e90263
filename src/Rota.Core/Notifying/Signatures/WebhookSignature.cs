using System.Globalization;
using System.Text;

namespace Rota.Core.Notifying.Signatures;

/// <summary>
/// Signatures by the specification "Standard Webhooks": HMAC-SHA256 over id, timestamp and body, one for each secret.
/// </summary>
public static class WebhookSignature
{
    /// <summary>What a secret begins with.</summary>
    public const string SecretPrefix = "whsec_";

    private const int SecretBytesMin = 24;
    private const int SecretBytesMax = 64;

    /// <summary>The key in a secret, or null where it is none.</summary>
    /// <param name="secret"><c>whsec_</c> and 24 to 64 bytes in base64.</param>
    public static byte[]? Key(string secret)
    {
        if (!secret.StartsWith(SecretPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var key = new byte[SecretBytesMax];
        return
            Convert.TryFromBase64String(secret[SecretPrefix.Length..], key, out var length) && length >= SecretBytesMin
            ? key[..length]
            : null;
    }

    /// <summary>The value of the header <c>webhook-signature</c>.</summary>
    /// <param name="keys">The keys, newest first.</param>
    /// <param name="id">The header <c>webhook-id</c>: the same with every try.</param>
    /// <param name="seconds">The header <c>webhook-timestamp</c>: seconds since 1970 of this try.</param>
    /// <param name="body">The body as it is sent.</param>
    public static string Of(IEnumerable<byte[]> keys, string id, long seconds, ReadOnlySpan<byte> body)
    {
        byte[] signed =
        [
            .. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.")),
            .. body,
        ];
        return string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(Sha256.Code(key, signed))}"));
    }
}
