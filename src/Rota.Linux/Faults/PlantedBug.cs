namespace Rota.Linux.Faults;

/// <summary>
/// Known wrong variants, switched on by <c>ROTA_PLANTED_BUG</c> or by a test for its own thread: a suite that does not
/// find each of them proves nothing. A comparison or two when none is set.
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

    /// <summary>A turn begins whatever the frame's epoch is.</summary>
    public const string NoEpochCheck = "no-epoch-check";

    /// <summary>A turn writes into partitions of other owners.</summary>
    public const string NoOwnerCheck = "no-owner-check";

    /// <summary>A turn decides on the accounts as they were when its runner last loaded.</summary>
    public const string StaleAccounts = "stale-accounts";

    /// <summary>The keeper obeys a runner whose partitions a later one has claimed.</summary>
    public const string EarlierOwners = "earlier-owners";

    /// <summary>What a keeper does not know after the machine was restarted counts as never started.</summary>
    public const string NoBootCheck = "no-boot-check";

    /// <summary>An anchor speaks for what the keeper of another anchor started.</summary>
    public const string ForeignAnchor = "foreign-anchor";

    /// <summary>An attempt is over when its leader has ended, whatever it has left behind.</summary>
    public const string EndsWithItsLeader = "ends-with-its-leader";

    /// <summary>A session is known by its number alone.</summary>
    public const string SessionByNumber = "session-by-number";

    /// <summary>A keeper whose journal was damaged or removed says that what it does not know never ran.</summary>
    public const string NoGaps = "no-gaps";

    /// <summary>Room for the end of an attempt is not set aside before it starts.</summary>
    public const string NoRoom = "no-room";

    /// <summary>An anchor ends after a few quick deaths of its keeper, whoever lives below it.</summary>
    public const string ImpatientAnchor = "impatient-anchor";

    /// <summary>A launch whose answer was lost with the line counts as refused.</summary>
    public const string LostAnswer = "lost-answer";

    /// <summary>A launch that comes twice is answered, and carried out, as if it were new.</summary>
    public const string DuplicateAsNew = "duplicate-as-new";

    /// <summary>An anchor starts its keeper again long after it died.</summary>
    public const string LateAnchor = "late-anchor";

    /// <summary>A keeper gives job slots again that tasks of the one before it have.</summary>
    public const string ForgottenSlots = "forgotten-slots";

    /// <summary>A runner believes that other nodes have twice of what they have.</summary>
    public const string GenerousBook = "generous-book";

    /// <summary>What runs on a node that is cut off counts as lost.</summary>
    public const string SilenceIsLoss = "silence-is-loss";

    /// <summary>An order that never arrived at a node is not given again when there is a line.</summary>
    public const string NeverOrderedAgain = "never-ordered-again";

    /// <summary>A stop that may have been lost with a line is not said again.</summary>
    public const string StopsOnce = "stops-once";

    /// <summary>The restart of a node raises no epoch.</summary>
    public const string BootRaisesNothing = "boot-raises-nothing";

    /// <summary>The number of a node that was taken out is given again.</summary>
    public const string NumberAgain = "number-again";

    /// <summary>What runs on a node that was taken out is waited for.</summary>
    public const string RemovedIsAwaited = "removed-is-awaited";

    /// <summary>A runner keeps its lines to nodes in a new epoch.</summary>
    public const string LastingLines = "lasting-lines";

    /// <summary>What was replaced while its node was cut off is not stopped when the node is back.</summary>
    public const string LateAttemptsStay = "late-attempts-stay";

    /// <summary>A keeper starts what it was ordered before that is in its journal.</summary>
    public const string StartBeforeJournal = "start-before-journal";

    private static readonly string? Planted = Environment.GetEnvironmentVariable("ROTA_PLANTED_BUG");

    /// <summary>The one that a test plants for what its own thread calls.</summary>
    [field: ThreadStatic]
    public static string? Here { get; set; }

    /// <summary>Whether this bug is planted.</summary>
    public static bool Is(string bug) => (Planted is not null && Planted == bug) || (Here is not null && Here == bug);
}
