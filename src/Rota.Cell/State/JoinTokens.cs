using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rota.Core.Model;

namespace Rota.Cell.State;

/// <summary>
/// The tokens that machines join with, a file at the home. All that is secret of one is 256 random bits, so its hash
/// gives nothing away.
/// </summary>
/// <param name="folder">The state's part of the cell.</param>
public sealed class JoinTokens(CellFolder folder)
{
    private const string FileName = "tokens.json";
    private const int SecretBytes = 32;

    /// <summary>Makes one.</summary>
    /// <param name="expires">Until when it is good.</param>
    /// <param name="uses">How many machines may join with it.</param>
    /// <param name="now">The time.</param>
    /// <returns>Its secret, which is kept nowhere.</returns>
    public string Create(Instant expires, int uses, Instant now)
    {
        var secret = RandomNumberGenerator.GetHexString(SecretBytes * 2, lowercase: true);
        using var held = folder.Lock();
        var before = folder.Find(FileName);
        Write([.. Good(before, now), new JoinToken(HashOf(secret), expires.Micros, uses)], before);
        return secret;
    }

    /// <summary>Uses one up, once. Under the lock of the folder.</summary>
    /// <param name="secret">Its secret.</param>
    /// <param name="now">The time.</param>
    /// <param name="let">What it lets happen: where that fails, it was not used.</param>
    /// <exception cref="CellException">
    /// It is none: never was, was used, or its time is over; which of these is nobody's business.
    /// </exception>
    public void Use(string secret, Instant now, Action let)
    {
        var hash = HashOf(secret);
        var before = folder.Find(FileName);
        var good = Good(before, now).ToArray();
        if (good.FirstOrDefault(token => token.Hash == hash) is not { } used)
        {
            throw new CellException(
                CellFault.BadToken,
                "the token is none that the home knows: it was used, its time is over, or it is mistyped; "
                    + "make another there: rota cell token"
            );
        }

        let();
        Write([.. good.Where(token => token != used), used with { Uses = used.Uses - 1 }], before);
    }

    private static IEnumerable<JoinToken> Good(string? text, Instant now) =>
        (
            text is null ? [] : JsonSerializer.Deserialize(text, CellStateJson.Default.IReadOnlyListJoinToken) ?? []
        ).Where(token => token.Uses > 0 && token.ExpiresMicros > now.Micros);

    private void Write(IReadOnlyList<JoinToken> tokens, string? before)
    {
        var text = JsonSerializer.Serialize(tokens, CellStateJson.Default.IReadOnlyListJoinToken) + "\n";
        folder.Write(FileName, text, before);
    }

    private static string HashOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
