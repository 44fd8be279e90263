using Rota.Sim.Policies.Model;

namespace Rota.Sim.Policies.Dispatch;

/// <summary>Jobs with tasks that have no place yet, first come first served.</summary>
/// <param name="jobs">The book that the jobs are in.</param>
internal struct JobQueue(JobBook jobs)
{
    private const int None = -1;
    private int first = None;
    private int last = None;

    /// <summary>Whether nobody waits.</summary>
    public readonly bool IsEmpty => first == None;

    /// <summary>The job whose turn it is; there must be one.</summary>
    public readonly int First => first;

    /// <summary>Puts a job at the end.</summary>
    public void Add(int job)
    {
        jobs[job].Next = None;
        if (first == None)
        {
            first = job;
        }
        else
        {
            jobs[last].Next = job;
        }

        last = job;
    }

    /// <summary>Takes the first job out. There must be one.</summary>
    public int Take()
    {
        var job = first;
        first = jobs[job].Next;
        return job;
    }

    /// <summary>Takes the next task; a job leaves with its last one.</summary>
    public bool TryNext(out int job, out int task)
    {
        job = first;
        task = 0;
        if (first == None)
        {
            return false;
        }

        ref var entry = ref jobs[first];
        task = entry.Launched++;
        if (entry.Launched == entry.Tasks)
        {
            first = entry.Next;
        }

        return true;
    }
}
