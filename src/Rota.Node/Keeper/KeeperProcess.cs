using Rota.Store;
using Rota.Store.Sqlite;

namespace Rota.Node.Keeper;

/// <summary>
/// The resident parent of every job process. Ends by itself when nothing runs and nobody serves the state.
/// </summary>
public sealed class KeeperProcess
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private readonly StateDirectory state;
    private readonly AnchorLine anchor = new(Console.OpenStandardInput());
    private readonly OutputStore outputs;
    private readonly KeeperLink link = new();
    private readonly AttemptMark mark;
    private readonly AttemptTable table;
    private readonly Starts starts;
    private readonly Ends ends;
    private readonly Succession succession;
    private readonly DaemonOrders orders;

    private KeeperProcess(StateDirectory state)
    {
        this.state = state;
        outputs = new OutputStore(state.Live, state.JobDirectory);
        mark = new AttemptMark(state.Path);
        var inheritance = new Inheritance();
        var journal = Journal.Open(Path.Combine(state.Keeper, "journal"), inheritance.Replay);
        var (exits, parent) = anchor.ReadKnown();
        new Settlement(inheritance, parent, mark.Of, Pack).Settle(exits, anchor.ReadArrived);
        LiveFiles.RemoveUnused(state.Live, inheritance.Attempts.Select(attempt => attempt.Scratch).ToHashSet());
        var scratch = new ScratchFiles(outputs);
        scratch.StartAfter(inheritance.Attempts.Select(attempt => attempt.Scratch).DefaultIfEmpty().Max());
        var records = new KeeperRecords(journal, link, parent);
        var queue = new SpawnQueue();
        table = new AttemptTable(link);
        table.Restore(inheritance.Attempts, inheritance.Claims);
        starts = new Starts(table, queue, records, scratch, link);
        succession = new Succession(table, queue);
        ends = new Ends(table, queue, succession, records, scratch, link);
        orders = new DaemonOrders(table, queue, records, link);
    }

    /// <summary>Runs the keeper of a state.</summary>
    public static int Run(string statePath)
    {
        Environment.CurrentDirectory = statePath;
        var state = StateDirectory.Open(statePath, create: true);
        using var alone = new FileLock(Path.Combine(state.Keeper, "keeper.lock"));

        // The one before may be dying still; its lock goes with it.
        if (!alone.TryEnter(TimeSpan.FromSeconds(10)))
        {
            Console.Error.WriteLine($"keeper: another one holds {state.Keeper} and does not end");
            return 1;
        }

        _ = Native.Prctl(Native.SetChildSubreaper, 1, 0, 0, 0);

        // Sent when somebody opens a file whose lease is being tried; its default is death.
        _ = Native.SetSignal(Native.SigIo, Native.IgnoreSignal);
        new KeeperProcess(state).Serve();
        return 0;
    }

    private void Serve()
    {
        Start("reaper", new Reaper(ends, succession, starts.Births, outputs).Run);
        var spawners = new Spawners(starts, ends, outputs, new Spawner(), link);
        for (var spawner = 0; spawner < Spawners.Count; spawner++)
        {
            Start($"spawner {spawner}", spawners.Run);
        }

        Start("watch", new Watch(table, ends, outputs, state.Live, mark).Run);
        Start("anchor", () => anchor.Follow(Adopted));
        new KeeperServer(Path.Combine(state.Keeper, KeeperServer.SocketName), orders, ends, link).Serve(
            Idle,
            () => table.IsIdle
        );
    }

    private void Adopted(AnchorExit exit)
    {
        if (ends.Adopted(exit) is { } attempt)
        {
            ends.Exited(attempt, exit.ReportOf(attempt, Pack(attempt, exit.ExitCode != 0)));
            ends.Reaped(exit.Pid);
        }
    }

    private PackedOutput Pack(KeptAttempt attempt, bool wantsLastLine)
    {
        return attempt.Packed = outputs.TryPack(attempt.Job, attempt.Scratch, wantsLastLine);
    }

    private static void Start(string name, Action work) =>
        new Thread(() => Guard(name, work)) { Name = name, IsBackground = true }.Start();

    /// <summary>A keeper with a dead limb would be worse than none: it ends, and the anchor starts another.</summary>
    private static void Guard(string name, Action work)
    {
        try
        {
            work();
        }
        catch (Exception error)
        {
            Console.Error.WriteLine($"{DateTimeOffset.UtcNow:O} keeper {Environment.ProcessId}, {name}: {error}");
            Environment.Exit(1);
        }
    }
}
