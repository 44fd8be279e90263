using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Attempts;

/// <summary>What a keeper holds of an attempt until its end is committed by the daemon.</summary>
internal sealed class KeptAttempt(long id, long job)
{
    public long Id { get; } = id;

    public long Job { get; } = job;

    /// <summary>The order it came with; null for one taken over from an earlier keeper.</summary>
    public LaunchOrder? Order { get; set; }

    /// <summary>The number of the user whose task it is; null for the keeper's.</summary>
    public long? Owner
    {
        get => field ?? Order?.Start.Owner;
        set;
    }

    /// <summary>What its order says to a node of a home elsewhere.</summary>
    public NodeTerms Terms
    {
        get => field ?? Order?.Terms ?? NodeTerms.None;
        set;
    }

    /// <summary>What was heard of its inputs, and at its end of its outputs; null where nothing was.</summary>
    public FileMove? Moved { get; set; }

    /// <summary>When its order came, in microseconds since boot.</summary>
    public long TakenAt { get; init; }

    /// <summary>For how long the home had been silent when it was stopped for that; null where it was not.</summary>
    public TimeSpan? CutOff { get; set; }

    public EnvironmentBlock? Context { get; init; }

    /// <summary>Attempts of one shape of one runner can take each other's place: its line and number there.</summary>
    public (int Line, int Shape) Shape { get; init; }

    public KeptState State { get; set; }

    public int Pid { get; set; }

    public long StartTicks { get; set; }

    public Instant Started { get; set; }

    /// <summary>The anchor of the keeper that wrote its intent down.</summary>
    public AnchorIdentity Anchor { get; set; }

    /// <summary>When its intent was written down, in ticks since boot; 0 when that is not known.</summary>
    public long IntendedTicks { get; set; }

    /// <summary>Number of the files its output goes to while it runs.</summary>
    public int Scratch { get; set; }

    /// <summary>Tells it from the others of its job that run here, from 1; 0 before it starts, or if unknown.</summary>
    public int Slot { get; set; }

    /// <summary>Whether nobody else may have that number.</summary>
    public bool HoldsSlot { get; set; }

    /// <summary>Whether its process is a child of the anchor: its exit comes from there.</summary>
    public bool IsAdopted { get; set; }

    /// <summary>How it is asked to end.</summary>
    public StopPolicy Stop { get; set; } = StopPolicy.Default;

    /// <summary>
    /// When its leader was seen to have ended, in ticks since boot: a process that began before that and is in its
    /// session is its own. 0 while the leader lives, or where nobody saw it end.
    /// </summary>
    public long LeaderEndTicks { get; set; }

    /// <summary>Its processes that were asked to end.</summary>
    public Asked Asked { get; } = new();

    /// <summary>How often in a row a look at all processes found none of it.</summary>
    public int EmptyLooks { get; set; }

    /// <summary>Whether processes of it were seen when its leader had ended.</summary>
    public bool HadLeftovers { get; set; }

    /// <summary>Whether people were told that it cannot be ended.</summary>
    public bool IsSaidToBeStuck { get; set; }

    /// <summary>Whether its place was passed on.</summary>
    public bool HasPassedOn { get; set; }

    /// <summary>The attempt whose place it took, or 0.</summary>
    public long InPlaceOf { get; set; }

    /// <summary>When all of it is killed, in microseconds of the monotonic clock; null when nobody stops it.</summary>
    public long? KillAt { get; set; }

    /// <summary>The most memory that its processes were seen to have together, where looked at; in bytes.</summary>
    public long MemorySeen { get; set; }

    public bool ExceededMemory { get; set; }

    /// <summary>How its leader ended; complete once the attempt is over.</summary>
    public ExitReport? Report { get; set; }

    /// <summary>Files that its output is copied to at its end, or null.</summary>
    public OutputCopies? Copies { get; set; }

    /// <summary>Whether its standard error goes where its standard output goes.</summary>
    public bool RedirectsErrors { get; set; }

    /// <summary>The file that its output was to be copied to and was not; null until that was tried.</summary>
    public CopyResult? Copied { get; set; }

    /// <summary>When keeping its output is tried again, in microseconds of the monotonic clock.</summary>
    public long PackAt { get; set; }

    /// <summary>What became of its output; nothing while it runs.</summary>
    public PackedOutput Packed { get; set; }

    /// <summary>Whether it is kept when it wrote what: nobody looks any more.</summary>
    public bool HasTimes { get; set; }

    public string? LostReason { get; set; }

    public long Successor { get; set; }

    /// <summary>How long its lease lasts yet, in microseconds, where nobody renews it.</summary>
    public long LeaseLeft(Renewals renewals, long now) =>
        Terms.SelfStopMicros is > 0 and var lease ? renewals.Of(Job) + lease - now : long.MaxValue;

    /// <summary>A report of its end with what was seen of its memory.</summary>
    public ExitReport WithMemory(ExitReport report) =>
        report with
        {
            OutOfMemory = ExceededMemory,
            CutOff = CutOff ?? report.CutOff,
            PeakMemoryBytes = Math.Max(report.PeakMemoryBytes, MemorySeen),
        };

    /// <summary>Its leader has ended: what is left of it is asked to end, and has its grace.</summary>
    public void BeginEnding(IKernel kernel)
    {
        KillAt ??= kernel.Monotonic + (long)Stop.Grace.TotalMicroseconds;
        Asked.Whole(Native.SigTerm);
    }
}
