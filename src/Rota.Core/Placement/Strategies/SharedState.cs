namespace Rota.Core.Placement.Strategies;

/// <summary>
/// How a claim that was planned on an older picture of a node is judged (Omega: Schwarzkopf et al., EuroSys 2013).
/// </summary>
public enum ConflictRule
{
    /// <summary>Any other claim on the node since is a conflict: simple, and often needless.</summary>
    Sequence,

    /// <summary>Only a claim that does not fit any more is a conflict.</summary>
    Fit,
}

/// <summary>What becomes of a job of which some claims conflict.</summary>
public enum CommitRule
{
    /// <summary>Nothing is claimed, and the whole job is planned anew (gangs need it).</summary>
    AllOrNothing,

    /// <summary>What does not conflict is claimed, and the rest is planned anew.</summary>
    Incremental,
}

/// <summary>Optimistic claims against a shared state of the cluster.</summary>
public static class SharedState
{
    /// <summary>Whether one claim conflicts with what happened since the picture was taken.</summary>
    /// <param name="rule">How it is judged.</param>
    /// <param name="seen">The node's number of claims when the picture was taken.</param>
    /// <param name="now">The same now.</param>
    /// <param name="free">Free slots now.</param>
    public static bool Conflicts(ConflictRule rule, uint seen, uint now, int free) =>
        free < 1 || (rule == ConflictRule.Sequence && seen != now);

    /// <summary>How many claims of a job are carried out.</summary>
    public static int Carried(CommitRule rule, int claims, int conflicts) =>
        rule == CommitRule.Incremental ? claims - conflicts
        : conflicts == 0 ? claims
        : 0;
}
