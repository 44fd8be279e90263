namespace Rota.Node.Keeper;

/// <summary>The threads that start processes: posix_spawn blocks until the exec, so there are a few.</summary>
internal sealed class Spawners(KeeperCore core, OutputStore outputs, Spawner spawner, KeeperLink link)
{
    /// <summary>How many: more gain nothing on the machines measured.</summary>
    public const int Count = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    public void Run()
    {
        while (true)
        {
            var attempt = core.NextToSpawn();
            Hosting.CrashPoint.Reach("keeper-after-intent");
            var order = attempt.Order!;
            var error = spawner.Spawn(
                order,
                attempt.Context!,
                outputs.OutputPath(attempt.Scratch),
                outputs.ErrorPath(attempt.Scratch),
                out var pid
            );
            if (error == 0)
            {
                core.Spawned(attempt, pid);
            }
            else if (Spawner.IsShortage(error))
            {
                link.Notice(
                    $"starts wait: {Native.Describe(error)} (process, memory or file limit; see `rota doctor`)"
                );
                core.SpawnPostponed(attempt);
                core.AwaitRetry(Patience);
            }
            else
            {
                core.SpawnFailed(attempt, Spawner.Explain(order, error));
            }
        }
    }
}
