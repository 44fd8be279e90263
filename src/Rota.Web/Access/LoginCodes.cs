using Rota.Core.Model;

namespace Rota.Web.Access;

/// <summary>
/// Codes that log a browser in, once and soon: they stand in the fragment of an address, which no server and no log
/// ever sees. They live in memory alone.
/// </summary>
/// <param name="now">The time.</param>
internal sealed class LoginCodes(Func<Instant> now)
{
    /// <summary>How long a code can be used.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private const int CodesMax = 100;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Session> codes = new(StringComparer.Ordinal);

    /// <summary>A code for who has this proof.</summary>
    public string Issue(string proof)
    {
        var code = RandomText.Fresh();
        lock (gate)
        {
            Forget();
            codes[code] = new Session(proof, now() + Life);
        }

        return code;
    }

    /// <summary>Takes a code, which is none from now on.</summary>
    /// <returns>The proof of its browser; null for one that was used, is too old, or never was.</returns>
    public string? Take(string code)
    {
        lock (gate)
        {
            return codes.Remove(code, out var issued) && issued.Until > now() ? issued.Proof : null;
        }
    }

    private void Forget()
    {
        foreach (var old in codes.Where(one => one.Value.Until <= now()).Select(one => one.Key).ToArray())
        {
            codes.Remove(old);
        }

        if (codes.Count >= CodesMax)
        {
            codes.Remove(codes.MinBy(one => one.Value.Until).Key);
        }
    }
}
