using Rota.Core.Model;
using Rota.Web.Routing;

namespace Rota.Web.Access;

/// <summary>
/// Codes that log a browser in, once and soon: they stand in the fragment of an address, which no server and no log ever
/// sees. They live in memory alone.
/// </summary>
/// <param name="now">The time.</param>
internal sealed class LoginCodes(Func<Instant> now)
{
    /// <summary>How long a code can be used.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private const int CodesMax = 100;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Session> codes = new(StringComparer.Ordinal);

    /// <summary>A code for whoever may do so much.</summary>
    public string Issue(Scope scope)
    {
        var code = RandomText.Fresh();
        lock (gate)
        {
            Forget();
            codes[code] = new Session(scope, now() + Life);
        }

        return code;
    }

    /// <summary>Takes a code, which is none from now on.</summary>
    /// <returns>What its browser may do; null for one that was used, is too old, or never was.</returns>
    public Scope? Take(string code)
    {
        lock (gate)
        {
            return codes.Remove(code, out var issued) && issued.Until > now() ? issued.Scope : null;
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
