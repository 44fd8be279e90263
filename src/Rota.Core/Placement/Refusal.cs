namespace Rota.Core.Placement;

/// <summary>Why a claim does not fit.</summary>
public enum RefusalCode
{
    /// <summary>Too little is free now: others hold it.</summary>
    NoRoom,

    /// <summary>More is asked than the node has: waiting cannot help.</summary>
    NeverFits,

    /// <summary>As many run as a limit allows.</summary>
    LimitReached,

    /// <summary>A limit lets nothing start: it is paused, or its limit is 0.</summary>
    Paused,

    /// <summary>More is in use than there is, since there is less than there was: first that must end.</summary>
    AccountOverdrawn,
}

/// <summary>What is free of GPUs, one by one.</summary>
/// <param name="Whole">How many nobody is on.</param>
/// <param name="Most">Thousandths that are free of the one with the most room.</param>
public sealed record DeviceRoom(int Whole, long Most);

/// <summary>Why a claim did not fit, with the numbers of the very check that refused it.</summary>
/// <param name="Account">What was short.</param>
/// <param name="Asked">How much was asked.</param>
/// <param name="Used">How much is in use.</param>
/// <param name="Limit">How much there may be in all.</param>
public sealed record Refusal(Account Account, long Asked, long Used, long Limit)
{
    /// <summary>How what is free lies on GPUs, where that is why it does not fit; else null.</summary>
    public DeviceRoom? Devices { get; init; }

    /// <summary>What kind of refusal it is.</summary>
    public RefusalCode Code =>
        (IsForever, Account.IsLimit) switch
        {
            (true, true) => RefusalCode.Paused,
            (true, false) => RefusalCode.NeverFits,
            _ when Account.IsOverdrawn => RefusalCode.AccountOverdrawn,
            (_, true) => RefusalCode.LimitReached,
            _ => RefusalCode.NoRoom,
        };

    /// <summary>Whether waiting cannot help: more is asked than there is.</summary>
    public bool IsForever => Asked > Limit;

    /// <summary>How much is free.</summary>
    public long Free => Math.Max(0, Limit - Used);
}
