using Microsoft.Extensions.Logging;
using Rota.Node.Keeper.Anchors;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Directories;
using Rota.Node.Keeper.Ending;
using Rota.Node.Keeper.Files;
using Rota.Node.Keeper.Journals;
using Rota.Node.Keeper.Leases;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Orders;
using Rota.Node.Keeper.Outputs;
using Rota.Node.Keeper.Processes;
using Rota.Node.Keeper.Records;
using Rota.Node.Keeper.Recovery;
using Rota.Node.Keeper.Starting;
using Rota.Node.Keeper.Table;
using Rota.Node.Keeper.Times;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Keeper;

/// <summary>
/// A keeper without its threads and its socket: what it inherits, holds, starts and ends. <see cref="KeeperProcess"/>
/// moves it by threads of the system, the simulator by events.
/// </summary>
internal sealed class KeeperCore
{
    /// <summary>Name of the journal in the keeper's directory.</summary>
    public const string JournalName = "journal";

    private readonly Ownership ownership;
    private readonly RunnerOrders orders;
    private readonly Ends ends;
    private readonly OutputReads reads;
    private readonly Endings endings;
    private readonly FileMoves files;
    private readonly Strays strays;
    private readonly IKernel kernel;
    private readonly KeeperRecords records;

    /// <summary>Takes over what an earlier keeper left.</summary>
    /// <param name="state">The state.</param>
    /// <param name="kernel">The system.</param>
    /// <param name="anchor">The parent of this keeper.</param>
    /// <param name="exits">Exits that it saw while no keeper was there.</param>
    /// <param name="arrived">Gives those it has told of since.</param>
    /// <param name="log">Where it tells of itself.</param>
    public KeeperCore(
        StateDirectory state,
        IKernel kernel,
        AnchorIdentity anchor,
        IReadOnlyCollection<AnchorExit> exits,
        Func<IReadOnlyCollection<AnchorExit>> arrived,
        ILogger log
    )
    {
        var (outputs, reports) = (new OutputStore(state.Live, state.JobDirectory), new AttemptReports(state));
        (this.kernel, Log) = (kernel, log);
        var (mark, looks) = (new AttemptMark(state.Path), new Notifier());
        var (inheritance, heard, gaps) = (new Inheritance(), new HeardOfHome(kernel.BootId), new Gaps());
        Journal = FoundJournal.Open(Path.Combine(state.Keeper, JournalName), kernel, inheritance, heard, gaps);
        Damage = gaps.Damage;
        var (isToBeWritten, scratch) = (inheritance.HasDoubts, new ScratchFiles(outputs));
        var settlement = new Settlement(inheritance, anchor, kernel, mark.Of, one => outputs.HasBegun(one.Scratch));
        var marked = gaps.Open != 0 || isToBeWritten ? MarkedProcesses.Find(kernel) : null;
        var unclaimed = settlement.Settle(marked, exits, arrived);
        var unrecorded = new Unrecorded(anchor, kernel, mark, state.Live);
        var adopted = gaps.Open == 0 ? 0 : unrecorded.Adopt(inheritance, gaps, marked!, unclaimed);
        gaps.Forget();
        inheritance.ReadReports(reports.Read);
        scratch.StartWith(state.Live, inheritance.Attempts.Select(attempt => attempt.Scratch).ToHashSet());
        Link = new KeeperLink(kernel) { Noticed = new KeeperNotices(log, kernel).Hear };
        records = new KeeperRecords(Journal, Link, anchor, kernel, gaps) { Log = log };
        Table = new AttemptTable(Link);
        Table.Restore(inheritance.Attempts, inheritance.Claims);
        heard.GiveTo(Table.Claims, inheritance.HighestFar);
        records.Inherit(inheritance.Attempts);
        if (isToBeWritten || inheritance.HasGap || adopted > 0)
        {
            // What is found out is found out once, and what is damaged is read once: the next keeper finds a sound
            // journal with all of it. Other attempts, other exits and other files would tell it something else.
            records.WriteSettled(Table.Claims, Table.All);
        }

        reads = new OutputReads(outputs, state.JobDirectory);
        Leases = new LeaseWatch(Table, Queue, new StopOrders(Table, looks, kernel).Stop, Link, records, kernel);
        Directories = new OwnDirectories(state, Link, inheritance.Attempts);
        files = new FileMoves(Table, Queue, Directories, Link, looks);
        Starts = new Starts(Table, Queue, records, scratch, Leases, files, Link, kernel);
        var (succession, origins) = (new Succession(Table, Queue), new Origins(Table, mark, state.Live, kernel));
        ends = new Ends(Table, Queue, succession, records, scratch, reports, Directories, Link, kernel);
        var orphans = new Orphans(origins, kernel);
        Times = new OutputTimes(Table, outputs, state.JobDirectory, kernel);
        var completion = new Completion(ends, succession, outputs, Times, reports, files, Link, kernel);
        endings = new Endings(Table, ends, orphans, completion, Link, looks, kernel);
        strays = new Strays(orphans, kernel);
        (ownership, orders) = (new(Table, records, Link, gaps), new(Table, Queue, Link, looks, kernel));
        Reaper = new Reaper(ends, endings, orphans, Starts.Births, kernel);
        Spawners = new Spawners(Starts, ends, outputs, new JobFolders(state), Directories, Link, kernel);
        Watch = new Watch(Table, ends, endings, strays, Look, outputs, reports, looks, kernel);

        Family Look(KeptAttempt[] live) =>
            new(
                Table,
                orphans,
                origins,
                anchor,
                isAnywhere: Array.Exists(
                    live,
                    attempt => attempt.IsAdopted && !(anchor.Sees(attempt.Anchor) && kernel.ParentPid == anchor.Pid)
                ),
                kernel
            );
    }

    /// <summary>Where it tells of itself.</summary>
    public ILogger Log { get; }

    public Journal Journal { get; }

    /// <summary>What people should know about the journal as it was found; null when it was sound.</summary>
    public string? Damage { get; }

    /// <summary>Whether nothing lives, is being ended or waits, and all that happened is written down.</summary>
    public bool IsIdle
    {
        get
        {
            lock (Table.Gate)
            {
                return Table.IsIdle && !records.OwesEnds && !Directories.Removals.IsBusy && !strays.MayLive;
            }
        }
    }

    public SpawnQueue Queue { get; } = new();

    public KeeperLink Link { get; }

    public AttemptTable Table { get; }

    public Starts Starts { get; }

    public OwnDirectories Directories { get; }

    public Reaper Reaper { get; }

    public Spawners Spawners { get; }

    public Watch Watch { get; }

    public OutputTimes Times { get; }

    public LeaseWatch Leases { get; }

    /// <summary>The anchor saw an exit: of one that was taken over, or of nobody that is known.</summary>
    public void Adopted(AnchorExit exit)
    {
        if (ends.Adopted(exit) is { } attempt)
        {
            endings.LeaderEnded(attempt, exit);
            ends.Reaped(attempt);
        }
    }

    /// <summary>Reads what a runner sends on its line.</summary>
    public OrderReader Reader(RunnerLine line) => new(ownership, orders, ends, reads, Leases, files, line, kernel);
}
