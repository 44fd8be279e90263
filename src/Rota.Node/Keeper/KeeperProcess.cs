using Rota.Node.Protocol;
using Rota.Store;
using Rota.Store.Sqlite;

namespace Rota.Node.Keeper;

/// <summary>The resident parent of every job process. Ends by itself when nothing runs and nobody serves the state.</summary>
public sealed class KeeperProcess
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private readonly StateDirectory state;
    private readonly AnchorLine anchor = new(Console.OpenStandardInput());
    private readonly OutputStore outputs;
    private readonly KeeperLink link = new();
    private readonly AttemptMark mark;
    private readonly KeeperCore core;

    private KeeperProcess(StateDirectory state)
    {
        this.state = state;
        outputs = new OutputStore(state.Live, state.JobDirectory);
        mark = new AttemptMark(state.Path);
        var inheritance = new Inheritance();
        var journal = Journal.Open(Path.Combine(state.Keeper, "journal"), inheritance.Replay);
        journal.Append(frame => frame.Begin(FrameKind.JournalBoot).Text(ProcessTable.BootId).End());
        var (exits, began) = anchor.ReadKnown();
        inheritance.Settle(exits, anchor.ReadArrived, began, mark.Of, Pack);
        outputs.RemoveUnused(inheritance.Attempts.Select(attempt => attempt.Scratch).ToHashSet());
        var scratch = new ScratchFiles(outputs);
        core = new KeeperCore(new KeeperRecords(journal, link), scratch, link);
        core.Restore(inheritance.Attempts, inheritance.Epoch);
    }

    /// <summary>Runs the keeper of a state.</summary>
    public static int Run(string statePath)
    {
        Environment.CurrentDirectory = statePath;
        var state = StateDirectory.Open(statePath, create: true);
        using var alone = new FileLock(Path.Combine(state.Keeper, "keeper.lock"));

        // The one before may be dying still; its lock goes with it.
        alone.Enter(TimeSpan.FromSeconds(10));
        _ = Native.Prctl(Native.SetChildSubreaper, 1, 0, 0, 0);

        // Sent when somebody opens a file whose lease is being tried; its default is death.
        _ = Native.SetSignal(Native.SigIo, Native.IgnoreSignal);
        new KeeperProcess(state).Serve();
        return 0;
    }

    private void Serve()
    {
        Start("reaper", new Reaper(core, outputs).Run);
        var spawners = new Spawners(core, outputs, new Spawner(), link);
        for (var spawner = 0; spawner < Spawners.Count; spawner++)
        {
            Start($"spawner {spawner}", spawners.Run);
        }

        Start("watch", new Watch(core, outputs, mark).Run);
        Start("link", link.Pump);
        Start("anchor", () => anchor.Follow(Adopted));
        new KeeperServer(Path.Combine(state.Keeper, KeeperServer.SocketName), core, link).Serve(Idle);
    }

    private void Adopted(AnchorExit exit)
    {
        if (core.Adopted(exit) is { } attempt)
        {
            core.Exited(attempt, Inheritance.ReportOf(attempt, exit, Pack(attempt, exit.ExitCode != 0)));
            core.Reaped(exit.Pid);
        }
    }

    private PackedOutput Pack(KeptAttempt attempt, bool wantsLastLine)
    {
        var packed = outputs.TryPack(attempt.Job, attempt.Scratch, wantsLastLine);
        attempt.IsPacked = packed.IsKept;
        return packed;
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
