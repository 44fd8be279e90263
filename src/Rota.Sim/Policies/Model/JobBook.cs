namespace Rota.Sim.Policies.Model;

/// <summary>
/// The jobs that are under way. Places are used again, so that memory follows the jobs of a moment, not of the run.
/// </summary>
internal sealed class JobBook
{
    private const int None = -1;
    private Job[] jobs = new Job[1_024];
    private int used;
    private int free = None;

    /// <summary>The job at a place.</summary>
    public ref Job this[int place] => ref jobs[place];

    /// <summary>Opens a place.</summary>
    public int Add(in Job job)
    {
        var place = free;
        if (place != None)
        {
            free = jobs[place].Next;
        }
        else
        {
            place = used++;
            if (place == jobs.Length)
            {
                Array.Resize(ref jobs, used * 2);
            }
        }

        jobs[place] = job;
        return place;
    }

    /// <summary>Gives a place back when its job has ended and nothing names it.</summary>
    public void Release(int place)
    {
        ref var job = ref jobs[place];
        if (job.Left == 0 && job.References == 0)
        {
            job.Next = free;
            free = place;
        }
    }
}
