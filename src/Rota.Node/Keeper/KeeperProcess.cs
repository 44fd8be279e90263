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
        inheritance.Settle(exits, began, mark.Of, (attempt, failed) => outputs.TryPack(attempt.Job, attempt.Id, failed));
        core = new KeeperCore(journal, outputs, link);
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
            var packed = outputs.TryPack(attempt.Job, attempt.Id, wantsLastLine: exit.ExitCode != 0);
            core.Exited(attempt, Inheritance.ReportOf(attempt, exit, packed));
            core.Reaped(exit.Pid);
            if (packed.IsKept)
            {
                outputs.Remove(attempt.Id);
            }
        }
    }

    private static void Start(string name, Action work) => new Thread(() => Guard(name, work)) { Name = name, IsBackground = true }.Start();

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
