using Rota.Fabric.Wire;

namespace Rota.Sim.Systems.Machine;

/// <summary>What a simulated task reads of its order.</summary>
internal static class Orders
{
    /// <summary>A variable of the environment that the task is given.</summary>
    public static string Variable(this LaunchOrder order, string name) =>
        order.Environment.First(entry => entry.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];
}
