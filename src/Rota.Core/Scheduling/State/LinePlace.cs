namespace Rota.Core.Scheduling.State;

/// <summary>How far in front a ready task stands. Looked for, not kept.</summary>
internal static class LinePlace
{
    /// <summary>How many tasks stand before this one in the line; null when it is not in it.</summary>
    public static long? Of(IEnumerable<ReadyQueue> line, ActiveJob job, int group, int index)
    {
        var before = 0L;
        foreach (var readyQueue in line)
        {
            if (ReferenceEquals(readyQueue.Job, job) && Of(readyQueue, group, index) is { } place)
            {
                return before + place;
            }

            before += readyQueue.Length;
        }

        return null;
    }

    private static long? Of(ReadyQueue readyQueue, int group, int index)
    {
        var place = 0L;
        foreach (var task in readyQueue.Returned)
        {
            if (task.Group == group && task.Index == index)
            {
                return place;
            }

            place++;
        }

        foreach (var entry in readyQueue.Groups)
        {
            if (entry.Ordinal == group)
            {
                return index >= entry.Next ? place + index - entry.Next : null;
            }

            place += entry.Untouched;
        }

        return null;
    }
}
