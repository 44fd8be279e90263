namespace Rota.Cell.Joining;

/// <summary>
/// A token as people carry it: by the first part a machine knows the authority before it says the second.
/// </summary>
/// <param name="Fingerprint">The hash of the authority's certificate.</param>
/// <param name="Secret">What is said to it.</param>
public sealed record TokenText(string Fingerprint, string Secret)
{
    /// <summary>What every token begins with.</summary>
    public const string Prefix = "rotacell";

    private const int PartLength = 64;

    /// <summary>The text.</summary>
    public override string ToString() => $"{Prefix}.{Fingerprint}.{Secret}";

    /// <summary>Reads one.</summary>
    /// <exception cref="CellException">It is none.</exception>
    public static TokenText Parse(string text) =>
        text.Trim().Split('.') is [Prefix, { Length: PartLength } fingerprint, { Length: PartLength } secret]
            ? new TokenText(fingerprint, secret)
            : throw new CellException(CellFault.BadToken, "this is no token of a cell, or not all of it")
            {
                Tries = ["make one on the machine with the home: rota cell token"],
            };
}
