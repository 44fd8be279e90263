namespace Rota.Core.Model;

/// <summary>Names one job in a home store. Numbers are given in order of submission and never reused.</summary>
/// <param name="Value">The number a person types.</param>
public readonly record struct JobId(long Value) : IComparable<JobId>
{
    /// <inheritdoc/>
    public int CompareTo(JobId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Names one run of a task. Never reused in a home store, so a late report finds no other.</summary>
/// <param name="Value">The number; 0 means "none" in journals and wire frames only.</param>
public readonly record struct AttemptId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Names a node in a home store: a machine that runs attempts and alone knows what it has.</summary>
/// <param name="Value">A number that is given once and never reused.</param>
public readonly record struct NodeId(long Value)
{
    /// <summary>The machine that the home store of one machine is on.</summary>
    public static readonly NodeId Home = new(1);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Names one task by its entry's position in the job file and its ordinal there, both from 0.</summary>
/// <param name="Job">The job.</param>
/// <param name="Group">Position of the task entry in the job file.</param>
/// <param name="Index">Ordinal inside the expansion of that entry.</param>
public readonly record struct TaskKey(JobId Job, int Group, int Index);
