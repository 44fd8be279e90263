namespace Rota.Core.Jobs;

/// <summary>Takes what an entry runs, and how, from another specification that has the same entry.</summary>
public static class EntryEdit
{
    /// <summary>The specification with the command and the policy that the other has for this entry.</summary>
    public static JobSpec Apply(JobSpec spec, int entry, JobSpec other)
    {
        var edited = spec.With(entry, other.Policies[other.Tasks[entry].Policy]);
        var task = edited.Tasks[entry] with { Command = other.Tasks[entry].Command };
        return edited with { Tasks = edited.Tasks.SetItem(entry, task) };
    }

    /// <summary>One entry as a job of its own, to be compared.</summary>
    public static JobSpec Alone(JobSpec spec, int entry) =>
        new()
        {
            Name = "",
            Directory = "",
            Policies = [spec.Policies[spec.Tasks[entry].Policy]],
            Tasks = [spec.Tasks[entry] with { Policy = 0 }],
        };
}
