namespace Rota.Core.Placement;

/// <summary>Why a claim did not fit, with the numbers of the very check that refused it.</summary>
/// <param name="Account">What was short.</param>
/// <param name="Asked">How much was asked.</param>
/// <param name="Used">How much is in use.</param>
/// <param name="Limit">How much there may be in all.</param>
public sealed record Refusal(Account Account, long Asked, long Used, long Limit)
{
    /// <summary>Whether waiting cannot help: more is asked than there is.</summary>
    public bool IsForever => Asked > Limit;

    /// <summary>How much is free.</summary>
    public long Free => Math.Max(0, Limit - Used);

    /// <summary>The sentence people read.</summary>
    public override string ToString()
    {
        string Amount(long value) => Units.Show(Account.Name, value);
        return (IsForever, Account.IsLimit) switch
        {
            (true, true) => $"{Account.Name} lets nothing start: it is paused, or its limit is 0",
            (true, _) =>
                $"asks for {Units.Of(Account.Name, Asked)}, this machine has {Amount(Limit)}: can never run here",
            (_, true) => $"limit {Account.Name}: {Amount(Used)} of {Amount(Limit)} in use",
            _ => $"no room: asks for {Units.Of(Account.Name, Asked)}, {Amount(Free)} of {Amount(Limit)} free",
        };
    }
}
