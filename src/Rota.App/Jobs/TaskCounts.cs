using Rota.Core.Model;

namespace Rota.App.Jobs;

/// <summary>Tasks by state: every state has its number.</summary>
internal static class TaskCounts
{
    /// <summary>The counts, in the order of states.</summary>
    public static IReadOnlyDictionary<TaskState, long> Of(long[] counts) =>
        new OrderedDictionary<TaskState, long>(
            Enum.GetValues<TaskState>().Select(state => KeyValuePair.Create(state, counts[(int)state]))
        );
}
