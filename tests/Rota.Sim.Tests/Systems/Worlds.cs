using Rota.Sim.Systems;

namespace Rota.Sim.Tests.Systems;

/// <summary>Runs worlds in directories of their own, in memory where the system has one.</summary>
internal static class Worlds
{
    private static readonly string Root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    public static SystemResult Run(SystemOptions options)
    {
        var directory = Path.Combine(Root, "rota-sim-" + Path.GetRandomFileName());
        try
        {
            return SystemSimulation.Run(options, directory);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
