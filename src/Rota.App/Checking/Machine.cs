using System.Diagnostics;
using Rota.App.Local;
using Rota.Core.Placement;
using Rota.Node.Agent;

namespace Rota.App.Checking;

/// <summary>Examines the machine that Rota runs on.</summary>
public static class Machine
{
    private const int SyncRounds = 20;
    private const long ProcessesWanted = 4_096;

    /// <summary>
    /// All that is found out about it, and about the times that the state has stored, if it is there.
    /// </summary>
    public static MachineReport Examine(Site site) => new([.. Findings(site), .. StateTimes.Examine(site)]);

    private static IEnumerable<Finding> Findings(Site site)
    {
        var statePath = site.Path;
        var capacity = NodeCapacity.Detect(site.Node, null);
        yield return new("cpus", $"{capacity.MilliCpus / 1000}");
        yield return new("memory", Units.Bytes(capacity.MemoryBytes));
        yield return new("gpus", capacity.Gpus.IsEmpty ? "none found" : string.Join(", ", capacity.Gpus));
        yield return new(
            "licences",
            capacity.Licences.IsEmpty
                ? $"none stated ({NodeCapacity.LicenceVariable}=name=count)"
                : string.Join(", ", capacity.Licences.Select(pair => $"{pair.Key}={pair.Value}"))
        );
        yield return Cgroups();
        yield return Limit("files", "Max open files", 1_024);
        yield return Limit("processes", "Max processes", ProcessesWanted);
        yield return PidLimit();
        yield return Sync(statePath);
        if (FoundDamage.Of(statePath) is { } journal)
        {
            yield return journal;
        }

        foreach (var finding in HomePromises.Examine(site))
        {
            yield return finding;
        }

        yield return OtherStates.Examine(site);
        yield return Clock();
    }

    private static Finding Cgroups()
    {
        if (!File.Exists("/sys/fs/cgroup/cgroup.controllers"))
        {
            return new(
                "cgroups",
                "v1 or none: a task's processes are found by descent, session and mark",
                "memory limits are watched every 250 ms, not enforced by the kernel"
            );
        }

        return new(
            "cgroups",
            "v2 is there; Rota does not use it yet: a task's processes are found by descent, session and mark",
            "memory limits are watched every 250 ms, not enforced by the kernel"
        );
    }

    private static Finding Limit(string name, string line, long wanted)
    {
        var fields = File.ReadLines("/proc/self/limits")
            .First(text => text.StartsWith(line, StringComparison.Ordinal))[line.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var soft = long.TryParse(fields[0], out var number) ? number : long.MaxValue;
        return new(
            name,
            fields[0],
            soft < wanted ? $"fewer than {wanted}: many tasks at a time will wait. Raise it (ulimit)" : null
        );
    }

    private static Finding PidLimit() => new("pids", File.ReadAllText("/proc/sys/kernel/pid_max").Trim());

    private static Finding Sync(string statePath)
    {
        var directory = Directory.Exists(statePath) ? statePath : Path.GetDirectoryName(Utf8Path.Of(statePath))!;
        var path = Path.Combine(directory, $".rota-doctor-{Environment.ProcessId}");
        try
        {
            var times = new List<double>();
            using var file = File.OpenHandle(
                path,
                FileMode.Create,
                FileAccess.Write,
                FileShare.None,
                FileOptions.DeleteOnClose
            );
            for (var round = 0; round < SyncRounds; round++)
            {
                var started = Stopwatch.GetTimestamp();
                RandomAccess.Write(file, new byte[4096], round * 4096L);
                RandomAccess.FlushToDisk(file);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            times.Sort();
            var median = times[SyncRounds / 2];
            return new(
                "fsync",
                $"median {median:0.00} ms, worst of {SyncRounds} {times[^1]:0.00} ms in {directory}",
                median switch
                {
                    > 20 => "slow: every turn waits for one. A local SSD helps",
                    < 0.02 => "too fast to be true: this storage may lose acknowledged work at a power cut",
                    _ => null,
                }
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new("fsync", "not measured", $"cannot write in {directory}: {error.Message}");
        }
    }

    private static Finding Clock()
    {
        // A container may have no /sys.
        const string Path = "/sys/devices/system/clocksource/clocksource0/current_clocksource";
        var source = File.Exists(Path) ? File.ReadAllText(Path).Trim() : "source unknown";
        return new(
            "clock",
            $"{source}, up {TimeSpan.FromMilliseconds(Environment.TickCount64):d\\.hh\\:mm\\:ss}, "
                + $"UTC {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm:ss}"
        );
    }
}
