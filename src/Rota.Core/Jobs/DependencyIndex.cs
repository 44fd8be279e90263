namespace Rota.Core.Jobs;

/// <summary>
/// For each entry of a job, the entries that need it, in two flat arrays: a graph of 100,000 entries is small.
/// </summary>
public sealed class DependencyIndex
{
    private readonly int[] starts;
    private readonly int[] dependents;

    private DependencyIndex(int[] starts, int[] dependents)
    {
        this.starts = starts;
        this.dependents = dependents;
    }

    /// <summary>Turns the needs of a job round.</summary>
    public static DependencyIndex Of(JobSpec spec)
    {
        var offsets = new int[spec.Tasks.Length + 1];
        foreach (var need in spec.Tasks.SelectMany(task => task.Needs))
        {
            offsets[need.Task + 1]++;
        }

        for (var task = 0; task < spec.Tasks.Length; task++)
        {
            offsets[task + 1] += offsets[task];
        }

        var next = offsets.AsSpan(0, spec.Tasks.Length).ToArray();
        var found = new int[offsets[^1]];
        for (var task = 0; task < spec.Tasks.Length; task++)
        {
            foreach (var need in spec.Tasks[task].Needs)
            {
                found[next[need.Task]++] = task;
            }
        }

        return new DependencyIndex(offsets, found);
    }

    /// <summary>The entries that need this one.</summary>
    public ReadOnlySpan<int> Of(int task) => dependents.AsSpan(starts[task]..starts[task + 1]);
}
