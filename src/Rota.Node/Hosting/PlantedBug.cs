namespace Rota.Node.Hosting;

/// <summary>
/// Known wrong variants, switched on by <c>ROTA_PLANTED_BUG</c> in fault tests only: a suite that does not find each of
/// them proves nothing. One comparison when none is set.
/// </summary>
internal static class PlantedBug
{
    /// <summary>The keeper is told that ends are committed before they are.</summary>
    public const string AcknowledgeBeforeCommit = "acknowledge-before-commit";

    /// <summary>Processes are started before their intent is committed.</summary>
    public const string LaunchBeforeCommit = "launch-before-commit";

    /// <summary>A process is let go before its exit is written down.</summary>
    public const string ReapBeforeJournal = "reap-before-journal";

    /// <summary>An intent without a start counts as never started.</summary>
    public const string NoInDoubt = "no-in-doubt";

    /// <summary>A launch of the same attempt is carried out again.</summary>
    public const string LaunchTwice = "launch-twice";

    private static readonly string? Planted = Environment.GetEnvironmentVariable("ROTA_PLANTED_BUG");

    /// <summary>Whether this bug is planted.</summary>
    public static bool Is(string bug) => Planted is not null && Planted == bug;
}
