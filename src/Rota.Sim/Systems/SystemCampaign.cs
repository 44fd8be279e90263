using System.Collections.Concurrent;
using Rota.Core.Model;

namespace Rota.Sim.Systems;

/// <summary>Many worlds, each from its own seed, as many at a time as there are cores.</summary>
public static class SystemCampaign
{
    private const string Memory = "/dev/shm";

    /// <summary>Runs one world in a directory of its own, in memory where the system has one.</summary>
    public static SystemResult Run(SystemOptions options)
    {
        var root = Directory.Exists(Memory) ? Memory : Path.GetTempPath();
        var directory = Directory.CreateDirectory(
            Path.Combine(root, "rota-sim-" + Path.GetRandomFileName()),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        try
        {
            return SystemSimulation.Run(options, directory.FullName);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>Runs worlds of consecutive seeds.</summary>
    /// <param name="first">The first of them; the rest of the options hold for all.</param>
    /// <param name="count">How many.</param>
    /// <param name="done">Is told of each that is done, from any thread.</param>
    /// <returns>Their results in the order of seeds: the same however many ran at a time.</returns>
    public static IReadOnlyList<SystemResult> RunAll(SystemOptions first, int count, Action<SystemResult>? done = null)
    {
        var results = new ConcurrentDictionary<ulong, SystemResult>();
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            number =>
            {
                var result = Run(first with { Seed = first.Seed + (ulong)number });
                results[result.Seed] = result;
                done?.Invoke(result);
            }
        );
        return [.. results.Values.OrderBy(result => result.Seed)];
    }

    /// <summary>The world with the lowest seed in which a promise is broken, or null.</summary>
    public static SystemResult? Find(SystemOptions first, int count)
    {
        for (var done = 0; done < count; done += Environment.ProcessorCount)
        {
            var some = RunAll(
                first with
                {
                    Seed = first.Seed + (ulong)done,
                },
                Math.Min(Environment.ProcessorCount, count - done)
            );
            if (some.FirstOrDefault(result => result.Broken is not null) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>One number for all of them.</summary>
    public static ulong Digest(IEnumerable<SystemResult> results) =>
        results.Aggregate(0UL, (digest, result) => Prng.Mix(digest ^ result.Digest));

    /// <summary>Leaves out fault after fault, as long as the same promise is still broken.</summary>
    /// <param name="failed">A world in which one was.</param>
    /// <returns>The options of the shortest world found, and its result.</returns>
    public static (SystemOptions Options, SystemResult Result) Shrink(SystemOptions failed)
    {
        var (best, result) = (failed, Run(failed));
        for (var size = Math.Max(1, result.Faults.Count / 2); size >= 1; size /= 2)
        {
            for (var at = 0; at < result.Faults.Count; )
            {
                var shorter = best with
                {
                    Without = best
                        .Without.Union(result.Faults.Skip(at).Take(size).Select(fault => fault.Number))
                        .ToHashSet(),
                };
                if (Run(shorter) is var tried && tried.Broken == result.Broken)
                {
                    (best, result) = (shorter, tried);
                }
                else
                {
                    at += size;
                }
            }
        }

        return (best, result);
    }
}
