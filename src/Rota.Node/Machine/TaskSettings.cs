using Rota.Core.Jobs;
using Rota.Fabric.Wire;
using Rota.Linux.Processes;

namespace Rota.Node.Machine;

/// <summary>
/// How the processes of a job come to have the settings of its submitter: what is done beyond what they have from this
/// keeper anyway, which is nothing for most.
/// </summary>
internal sealed class TaskSettings
{
    /// <summary>The umask of tasks whose submission captured none.</summary>
    private const int UsualUmask = 0x12;

    private const int OwnerBits = 0x1C0;

    /// <summary>Where systems have prlimit(1): what runs for others is looked for in no PATH of one of them.</summary>
    private static readonly string[] Folders = ["/usr/bin", "/bin", "/usr/local/bin", "/run/current-system/sw/bin"];
    private static readonly Lock Trying = new();
    private readonly ProcessSettings wanted;
    private readonly ProcessSettings own;

    private TaskSettings(ProcessSettings wanted, ProcessSettings own)
    {
        (this.wanted, this.own) = (wanted, own);
        IsOwnThreadNeeded = IsClosedToOwner || wanted with { Umask = own.Umask, Limits = own.Limits } != own;
    }

    /// <summary>
    /// Program and arguments that set the limits and become the task; empty where they need not be set.
    /// </summary>
    public IReadOnlyList<string> Prefix { get; private init; } = [];

    /// <summary>What the submitter had; null where nobody captured it.</summary>
    public ProcessSettings? Captured { get; private init; }

    /// <summary>What tasks do not get, as a sentence; null where they get all.</summary>
    public string? Shortfall { get; private init; }

    /// <summary>Whether files that a task makes could not be opened again by their owner.</summary>
    public bool IsClosedToOwner => (wanted.Umask & OwnerBits) != 0;

    /// <summary>Whether something differs that a thread which spawns for others too must not take on.</summary>
    public bool IsOwnThreadNeeded { get; }

    /// <summary>Where nothing is known of a submitter: as the keeper is.</summary>
    public static TaskSettings Usual(ProcessSettings own) => new(own with { Umask = UsualUmask }, own);

    /// <summary>The program that sets limits, or null where the system has none.</summary>
    public static string? FindLimiter() => Folders.Select(folder => $"{folder}/prlimit").FirstOrDefault(File.Exists);

    /// <summary>Holds what a submitter had against what this keeper has.</summary>
    public static TaskSettings Of(ProcessSettings wanted, ProcessSettings own, string? limiter)
    {
        var plain = new TaskSettings(wanted, own);
        var missing = new List<string>();
        if (plain.IsOwnThreadNeeded)
        {
            _ = ThreadSettings.TryRun(wanted, own, missing.AddRange);
        }

        var flags = Flags(wanted, own, missing);
        if (flags.Count > 0 && limiter is null)
        {
            missing.Add($"{string.Join(' ', flags)} (install util-linux: there is no prlimit)");
        }

        return new(wanted, own)
        {
            Captured = wanted,
            Prefix = flags.Count == 0 || limiter is null ? [] : [limiter, .. flags, "--"],
            Shortfall =
                missing.Count == 0
                    ? null
                    : $"tasks start without what their submission had: {string.Join(", ", missing)}. A keeper cannot undo "
                        + "what it was started with: rota down, let what runs end, and start Rota from a shell that has it",
        };
    }

    /// <summary>The same with what a task states for itself; this where it states nothing.</summary>
    public TaskSettings With(ProcessStart start)
    {
        var stated = wanted with { Nice = start.Nice ?? wanted.Nice, Cpus = start.Cpus ?? wanted.Cpus };
        return stated == wanted ? this : new(stated, own) { Prefix = Prefix, Shortfall = Shortfall };
    }

    /// <summary>Makes this thread one that spawns such tasks; only where no thread of its own is needed.</summary>
    public void Take() => ThreadSettings.SetUmask(wanted.Umask);

    /// <summary>
    /// Does the work on a thread of its own that has these settings; false where there is none for it.
    /// </summary>
    public bool TryRun(Action work) => ThreadSettings.TryRun(wanted, own, _ => work());

    private static List<string> Flags(ProcessSettings wanted, ProcessSettings own, List<string> missing)
    {
        var flags = new List<string>();
        foreach (var (name, asked) in wanted.Limits)
        {
            if (!own.Limits.TryGetValue(name, out var has) || asked == has)
            {
                continue;
            }

            var given = asked;
            if (asked.Hard > has.Hard && !CanRaise(name, has, asked.Hard))
            {
                given = new ResourceLimit(Math.Min(asked.Soft, has.Hard), has.Hard);
                missing.Add(
                    $"{name} {ResourceLimits.Text(asked.Hard)} (it stays at most {ResourceLimits.Text(has.Hard)})"
                );
            }

            if (given != has)
            {
                flags.Add($"--{name}={ResourceLimits.Text(given.Soft)}:{ResourceLimits.Text(given.Hard)}");
            }
        }

        return flags;
    }

    /// <summary>Only the system knows who may: it is tried, and taken back.</summary>
    private static bool CanRaise(string name, ResourceLimit has, ulong hard)
    {
        lock (Trying)
        {
            return ResourceLimits.TrySet(name, has with { Hard = hard }) && ResourceLimits.TrySet(name, has);
        }
    }
}
