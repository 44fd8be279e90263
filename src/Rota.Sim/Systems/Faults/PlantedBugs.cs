using Rota.Linux.Faults;
using Rota.Sim.Systems.Nodes;

namespace Rota.Sim.Systems.Faults;

/// <summary>
/// Known bugs by name, each of which the simulation must find: some are variants of production code, the others sit
/// between its parts.
/// </summary>
public static class PlantedBugs
{
    private static readonly Dictionary<string, (string What, Func<BugHooks>? Between)> Known = new(
        StringComparer.Ordinal
    )
    {
        [PlantedBug.AcknowledgeBeforeCommit] = ("the keeper is told that ends are committed before they are", null),
        [PlantedBug.LaunchBeforeCommit] = ("processes start before their intent is committed", null),
        [PlantedBug.ReapBeforeJournal] = ("a process is let go before its exit is written down", null),
        [PlantedBug.NoInDoubt] = ("an intent without a start counts as never started", null),
        [PlantedBug.LaunchTwice] = ("a launch of the same attempt is carried out again", null),
        [PlantedBug.NoEpochCheck] = ("a turn begins whatever the frame's epoch is", null),
        [PlantedBug.StaleAccounts] = ("a turn decides on accounts as they were when its runner loaded", null),
        [PlantedBug.EarlierOwners] = ("the keeper obeys runners whose partitions others have claimed", null),
        [PlantedBug.NoBootCheck] = ("what nobody knows after a restart of the machine counts as never started", null),
        [PlantedBug.NoGaps] = ("what a keeper with a damaged journal does not know counts as never started", null),
        [PlantedBug.ImpatientAnchor] = ("an anchor gives up after five quick deaths of its keeper", null),
        [PlantedBug.LostAnswer] = ("a launch whose answer was lost with the line counts as refused", null),
        [PlantedBug.DuplicateAsNew] = ("a launch that comes twice is answered as if it were new", null),
        [PlantedBug.LateAnchor] = ("an anchor starts its keeper again a minute after it died", null),
        [PlantedBug.ForgottenSlots] = ("a keeper gives job slots again that tasks of the one before it have", null),
        ["all-partitions"] = ("every runner believes that all partitions are its own", () => new AllPartitions()),
        ["old-epoch"] = ("a runner believes in an epoch before its own", () => new OldEpoch()),
        ["no-accounts"] = ("a runner never learns what others have booked", () => new NoAccounts()),
        ["no-requests"] = ("a runner never learns of requests", () => new NoRequests()),
        ["forgotten-holds"] = ("a runner that loads a job forgets what people hold", () => new ForgottenHolds()),
        ["forgotten-needs"] = (
            "a runner that loads a job takes those it waits for as ended",
            () => new ForgottenNeeds()
        ),
        ["early-finally"] = ("what runs at the end of a job is an entry like any other", () => new EarlyFinally()),
        ["never-sealed"] = ("a runner that loads a job has it open for more tasks", () => new NeverSealed()),
        ["always-open"] = ("a runner never learns the hours of a queue", () => new AlwaysOpen()),
        ["forgotten-spacing"] = (
            "a runner that loads a job forgets when it may start the next",
            () => new ForgottenSpacing()
        ),
        ["moved-account"] = ("a runner counts what runs of a job in the queue of today", () => new MovedAccount()),
        ["numbers-overlap"] = ("two runners give attempts the same numbers", () => new NumbersOverlap()),
        ["lost-row"] = ("a turn forgets to write one task", () => new LostRow()),
        ["unbooked"] = ("a turn does not write what it booked", () => new Unbooked()),
        ["requests-stay"] = ("requests that were carried out stay in the inbox", () => new RequestsStay()),
        ["lost-launch"] = ("one launch in ten is never ordered", () => new LostOrders(OrderKinds.Launches)),
        ["lost-stop"] = ("stops are never ordered", () => new LostOrders(OrderKinds.Stops)),
        ["no-marks"] = ("no process is known by its mark", () => new NoMarks()),
        [PlantedBug.SessionByNumber] = ("a session is known by its number, whenever its processes began", null),
        [PlantedBug.EndsWithItsLeader] = ("an attempt is over when its leader is, whatever it left behind", null),
        ["one-boot"] = ("every boot has the same name", () => new OneBoot()),
        ["wall-slots"] = ("slots are counted by the wall clock", () => new WallSlots()),
        ["deaf-anchor"] = ("the anchor lets processes go and tells nobody", () => new DeafAnchor()),
        ["forgetful-disk"] = ("the disk says that it has what it has not", () => new ForgetfulDisk()),
        ["harmless-signals"] = ("SIGKILL reaches nobody", () => new HarmlessSignals()),
        ["keeper-forgets"] = ("a keeper comes up without the journal of the one before", () => new KeeperForgets()),
        ["guessed-exit"] = ("the anchor says success where it saw a failure", () => new GuessedExit()),
    };

    /// <summary>Their names, and what each is.</summary>
    public static IReadOnlyList<(string Name, string What)> All =>
        [.. Known.Concat(CellBugs.Known).Select(bug => (bug.Key, bug.Value.What))];

    /// <summary>How many machines a world must have for one, where so many were asked for.</summary>
    public static int NodesOf(string? bug, int asked) =>
        bug is not null && CellBugs.Known.ContainsKey(bug) ? Math.Max(asked, CellBugs.Nodes) : asked;

    /// <summary>The variant of production code, or null.</summary>
    internal static string? InProduction(string? bug) => bug is not null && Find(bug) is null ? bug : null;

    /// <summary>What sits between the parts.</summary>
    internal static BugHooks Between(string? bug) => bug is not null && Find(bug) is { } make ? make() : new BugHooks();

    private static Func<BugHooks>? Find(string bug) =>
        (Known.TryGetValue(bug, out var one) ? one : CellBugs.Known[bug]).Between;
}
