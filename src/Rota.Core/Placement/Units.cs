namespace Rota.Core.Placement;

/// <summary>Amounts as people read them.</summary>
public static class Units
{
    private static readonly string[] Suffixes = ["", "K", "M", "G", "T", "P"];

    /// <summary>An amount of the account with this name: bytes and thousandths of a CPU are scaled.</summary>
    public static string Show(string account, long amount) =>
        account switch
        {
            Ledger.Memory => Bytes(amount),
            Ledger.Cpus => (amount / 1000.0).ToString("0.###"),
            _ => amount.ToString(),
        };

    /// <summary>An amount with what it is of: <c>1 slot</c>, <c>1.5 cpus</c>, <c>8G memory</c>.</summary>
    public static string Of(string account, long amount) =>
        Show(account, amount) is var shown && shown == "1" && account is Ledger.Slots or Ledger.Cpus or Ledger.Gpus
            ? $"{shown} {account.TrimEnd('s')}"
            : $"{shown} {account}";

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
