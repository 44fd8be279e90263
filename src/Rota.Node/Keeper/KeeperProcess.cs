using Microsoft.Extensions.Logging;
using Rota.Fabric.Transports.Unix;
using Rota.Instruments.Metrics;
using Rota.Instruments.Tracing;
using Rota.Linux.Calls;
using Rota.Linux.Processes;
using Rota.Node.Keeper.Anchors;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Recovery;
using Rota.Node.Keeper.Starting;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Keeper;

/// <summary>
/// The resident parent of every job process. Ends by itself when nothing runs and nobody serves the state.
/// </summary>
public sealed class KeeperProcess
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private readonly StateDirectory state;
    private readonly AnchorLine anchor;
    private readonly KeeperCore core;
    private readonly ILogger log;

    /// <summary>Where a copy of a journal is kept that was found damaged.</summary>
    /// <param name="statePath">The state's directory.</param>
    public static string DamagedJournal(string statePath) =>
        Path.Combine(statePath, "keeper", KeeperCore.JournalName + FoundJournal.CopySuffix);

    private KeeperProcess(
        StateDirectory state,
        IKernel kernel,
        AnchorLine anchor,
        AnchorIdentity parent,
        IReadOnlyCollection<AnchorExit> exits,
        ILogger log
    )
    {
        (this.state, this.anchor, this.log) = (state, anchor, log);
        using var span = RotaActivities.Recovery();
        core = new KeeperCore(state, kernel, parent, exits, anchor.ReadArrived, log);
        span?.SetAttempts(core.Table.All.Count);
        TellStart();
    }

    /// <summary>Runs the keeper of a state.</summary>
    /// <param name="statePath">The state's directory.</param>
    /// <param name="logs">Where it tells of itself.</param>
    public static int Run(string statePath, ILoggerProvider logs)
    {
        var log = logs.CreateLogger("keeper");
        OwnSettings.LowerOpenFiles();
        Environment.CurrentDirectory = statePath;
        var state = StateDirectory.Open(statePath, create: true);
        using var alone = new FileLock(Path.Combine(state.Keeper, "keeper.lock"));

        // The one before may be dying still; its lock goes with it.
        if (!alone.TryEnter(TimeSpan.FromSeconds(10)))
        {
            log.Refused($"another one holds {state.Keeper} and does not end");
            return 1;
        }

        _ = Native.Prctl(Native.SetChildSubreaper, 1, 0, 0, 0);

        // Sent when somebody opens a file whose lease is being tried; its default is death.
        _ = Native.SetSignal(Native.SigIo, Native.IgnoreSignal);
        var kernel = new LinuxKernel();
        var anchor = new AnchorLine(Console.OpenStandardInput(), kernel.BootId);
        var (exits, parent) = anchor.ReadKnown();
        if (parent.Pid != kernel.ParentPid)
        {
            // Another anchor may live by now, who knows of exits that this one would never hear of.
            log.Refused("its anchor died before it came up; another pair takes over");
            return 1;
        }

        new KeeperProcess(state, kernel, anchor, parent, exits, log).Serve();
        log.Ended();
        return 0;
    }

    private void TellStart()
    {
        log.Started(state.Path);
        if (core.Damage is { } damage)
        {
            log.JournalDamaged(damage);
        }

        var kept = core.Table.All;
        if (kept.Count > 0)
        {
            log.TookOver(
                kept.Count,
                kept.Count(attempt => attempt.State == KeptState.Running),
                kept.Count(attempt => attempt.LostReason is not null)
            );
        }
    }

    private void Serve()
    {
        Start("reaper", core.Reaper.Run);
        for (var spawner = 0; spawner < Spawners.Count; spawner++)
        {
            Start($"spawner {spawner}", core.Spawners.Run);
        }

        Start("watch", core.Watch.Run);
        Start("directories", core.Directories.Removals.Run);
        Start("times", core.Times.Run);
        Start("leases", core.Leases.Run);
        Start("anchor", () => anchor.Follow(core.Adopted));
        using var shown = KeptAttempts.Show(CountLive);
        using var listener = new UnixListener(Path.Combine(state.Keeper, KeeperServer.SocketName));
        KeeperListening.Serve(listener, core, Idle);
    }

    private int CountLive()
    {
        lock (core.Table.Gate)
        {
            return core.Table.All.Count(attempt => attempt.State != KeptState.Over);
        }
    }

    private void Start(string name, Action work) =>
        new Thread(() => Guard(name, work)) { Name = name, IsBackground = true }.Start();

    /// <summary>A keeper with a dead limb would be worse than none: it ends, and the anchor starts another.</summary>
    private void Guard(string name, Action work)
    {
        try
        {
            work();
        }
        catch (Exception error)
        {
            log.Failed(name, error);
            Environment.Exit(1);
        }
    }
}
