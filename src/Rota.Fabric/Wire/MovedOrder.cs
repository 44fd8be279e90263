using Rota.Core.Jobs;

namespace Rota.Fabric.Wire;

/// <summary>An order for a machine that may not see the directory of its task.</summary>
public static class MovedOrder
{
    /// <summary>
    /// The order to run in a directory of its own, with what is named below the task's named below that. It carries the
    /// task's, for a machine that sees it.
    /// </summary>
    /// <param name="order">The order to run in the directory of the task.</param>
    /// <param name="directory">The one of its own.</param>
    public static LaunchOrder Elsewhere(LaunchOrder order, string directory) =>
        In(order, directory, OwnDirectory.Elsewhere) with
        {
            Terms = order.Terms with { SharedDirectory = order.Directory },
        };

    /// <summary>The same order where the directory of its task is seen: nothing is brought.</summary>
    public static LaunchOrder Shared(LaunchOrder order) => In(order, order.Terms.SharedDirectory, rule: null);

    private static LaunchOrder In(LaunchOrder order, string directory, OwnDirectory? rule)
    {
        return order with
        {
            Directory = directory,
            Outputs = [.. order.Outputs.Select(Moved)],
            Start = order.Start with
            {
                Directory = rule,
                Input = order.Start.Input is { File: { } file } ? new(Moved(file), null) : order.Start.Input,
            },
        };

        string Moved(string path) =>
            path.StartsWith(order.Directory + "/", StringComparison.Ordinal)
                ? directory + path[order.Directory.Length..]
                : path;
    }
}
