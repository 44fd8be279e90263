namespace Rota.Core.Placement;

/// <summary>Amounts as people read them.</summary>
public static class Units
{
    private static readonly string[] Suffixes = ["", "K", "M", "G", "T", "P"];

    /// <summary>Bytes by powers of 1024, with at most one decimal: <c>1.5G</c>.</summary>
    public static string Bytes(double bytes)
    {
        var power = 0;
        while (bytes >= 1024 && power < Suffixes.Length - 1)
        {
            bytes /= 1024;
            power++;
        }

        return bytes.ToString(bytes < 10 && power > 0 ? "0.#" : "0") + Suffixes[power];
    }
}
