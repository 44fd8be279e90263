using Rota.Core.Schedules;
using Rota.Store.Audit;
using Rota.Store.Budgets;
using Rota.Store.Copying;
using Rota.Store.Local;
using Rota.Store.Machines;
using Rota.Store.Nodes;
using Rota.Store.SavedFilters;
using Rota.Store.Turns;

namespace Rota.Store.Home;

/// <summary>
/// The truth about the jobs of a state, by its ports: runners take turns on one, people hand in by some and look by
/// another. What they hand out is used by one thread, and disposed of by who asked for it.
/// </summary>
public interface IHome
{
    /// <summary>Where the state has its files.</summary>
    StateDirectory State { get; }

    /// <summary>Whether it was ever made: one that was not holds nothing.</summary>
    bool Exists { get; }

    /// <summary>The same home, with all that is changed through it in the audit as this one's doing.</summary>
    IHome By(Author author);

    /// <summary>Turns, for one runner. Makes the home where it is missing.</summary>
    /// <param name="holder">The process that is shown as the holder of a lock; null for this one.</param>
    IHomeStore Turns(LockHolder? holder = null);

    /// <summary>Jobs and requests. Makes the home where it is missing.</summary>
    IJobSubmissions Submissions();

    /// <summary>Limits of queues. Makes the home where it is missing.</summary>
    IQueueSettings Queues();

    /// <summary>Budgets. Makes the home where it is missing.</summary>
    IBudgets Budgets();

    /// <summary>Schedules. Makes the home where it is missing.</summary>
    /// <param name="zones">The time zones that this machine knows.</param>
    IScheduleRegistry Schedules(ITimeZones zones);

    /// <summary>What is on its way out. Makes the home where it is missing.</summary>
    IOutbox Outbox();

    /// <summary>Tokens of the API. Makes the home where it is missing.</summary>
    ITokens Tokens();

    /// <summary>Filters that have names. Makes the home where it is missing.</summary>
    ISavedFilters Filters();

    /// <summary>Operations on many jobs. Makes the home where it is missing.</summary>
    IOperations Operations();

    /// <summary>Nodes of the cell. Makes the home where it is missing.</summary>
    INodeRegistry Nodes();

    /// <summary>What the machines share that serve it; null where it is on one of them, for that one alone.</summary>
    ISharedTexts? Shared => null;

    /// <summary>A look at what is there.</summary>
    /// <exception cref="StoreException">Nothing is there yet, or it cannot be used.</exception>
    IHomeReader Read();

    /// <summary>All its rows, to go to another kind of home with them. Makes the home where it is missing.</summary>
    /// <exception cref="StoreException"><see cref="StoreFailure.Unsupported"/>: they cannot.</exception>
    IHomeCopy Copying() =>
        throw new StoreException(StoreFailure.Unsupported, "this kind of home cannot be moved. Use one that can");

    /// <summary>Goes on with a home that is older than what its state has seen.</summary>
    /// <exception cref="StoreException">This kind of home is restored instead.</exception>
    IRecovery Recovery() =>
        throw new StoreException(
            StoreFailure.Unsupported,
            "a home in a file goes on from a backup: rota restore. Only one on a server is recovered"
        );

    /// <summary>Hears that somebody committed: a hint, soon after, on a thread of its own.</summary>
    /// <returns>What ends it; null where nothing can be heard, and one has to look now and then.</returns>
    IDisposable? Listen(Action committed);

    /// <summary>Removes ended jobs. Waits for an earlier removal or backup to end.</summary>
    IPruning Prune();

    /// <summary>Writes all that a state promises to keep into one file, while it is in use.</summary>
    /// <param name="target">The file; one that ends in <c>.gz</c> or <c>.tgz</c> is compressed.</param>
    /// <param name="withFiles">Whether the files that jobs left are in it.</param>
    /// <param name="replaces">Whether it may take the place of a file.</param>
    /// <returns>What is not in it though it should be, each a sentence.</returns>
    IReadOnlyList<string> Backup(string target, bool withFiles, bool replaces);
}
