using System.Collections.Immutable;
using System.Globalization;

namespace Rota.Core.Jobs.Templates;

/// <summary>
/// The variables by which a script knows from Slurm what it is: <c>SLURM_ARRAY_TASK_ID</c> and its kin.
/// </summary>
public static class SlurmVariables
{
    /// <summary>A number that no other task has: scripts make ports and directories of it.</summary>
    public const string OwnNumber = "${task.number}";

    private const long Megabyte = 1 << 20;

    /// <summary>A job whose tasks have them.</summary>
    /// <param name="job">The job.</param>
    /// <param name="directory">Where it was submitted.</param>
    /// <param name="host">The name of this machine.</param>
    /// <param name="user">The name of the user.</param>
    public static JobSpec Add(JobSpec job, string directory, string host, string user)
    {
        var policies = ImmutableArray.CreateBuilder<TaskPolicy>();
        var tasks = ImmutableArray.CreateBuilder<TaskSpec>(job.Tasks.Length);
        var known = new Dictionary<TaskPolicy, int>();
        foreach (var task in job.Tasks)
        {
            var plain = job.Policies[task.Policy];
            var policy = plain with
            {
                Environment = Of(job, task, plain.Resources, directory, host, user)
                    .ToImmutable()
                    .SetItems(plain.Environment),
            };
            if (!known.TryGetValue(policy, out var position))
            {
                known[policy] = position = policies.Count;
                policies.Add(policy);
            }

            tasks.Add(task with { Policy = position });
        }

        return job with
        {
            Policies = policies.ToImmutable(),
            Tasks = tasks.DrainToImmutable(),
        };
    }

    private static ImmutableSortedDictionary<string, string>.Builder Of(
        JobSpec job,
        TaskSpec task,
        ResourceRequest resources,
        string directory,
        string host,
        string user
    )
    {
        var variables = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var ownNumber = task.Expansion is Expansion.One ? "${job.id}" : OwnNumber;
        Set(ownNumber, "SLURM_JOB_ID", "SLURM_JOBID");
        Set(Template.Escape(job.Name), "SLURM_JOB_NAME");
        Set(Template.Escape(host), "SLURM_JOB_NODELIST", "SLURM_NODELIST", "SLURMD_NODENAME", "SLURM_SUBMIT_HOST");
        Set(Template.Escape(user), "SLURM_JOB_USER");
        Set(Template.Escape(directory), "SLURM_SUBMIT_DIR");
        Set(Template.Escape(job.Queue ?? "default"), "SLURM_JOB_PARTITION");
        Set("${resources.cpus}", "SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE", "SLURM_JOB_CPUS_PER_NODE");
        Set("1", "SLURM_NTASKS", "SLURM_NPROCS", "SLURM_NNODES", "SLURM_JOB_NUM_NODES", "SLURM_TASKS_PER_NODE");
        Set("0", "SLURM_PROCID", "SLURM_LOCALID", "SLURM_NODEID");
        if (resources.MemoryBytes > 0)
        {
            Set(Text((resources.MemoryBytes + Megabyte - 1) / Megabyte), "SLURM_MEM_PER_NODE");
        }

        // Slurm has no shares of a GPU, and scripts read a whole number.
        if (resources.Gpus > 0)
        {
            Set("${resources.gpus}", "SLURM_GPUS", "SLURM_GPUS_ON_NODE");
        }

        if (task.Expansion is not Expansion.One and var tasks)
        {
            var ranges = (tasks as Expansion.Array)?.Ranges ?? [new NumberRange(0, tasks.Count - 1L)];
            Set("${job.id}", "SLURM_ARRAY_JOB_ID");
            Set("${task.index}", "SLURM_ARRAY_TASK_ID");
            Set("${task.count}", "SLURM_ARRAY_TASK_COUNT");
            Set(Text(ranges.Min(range => range.First)), "SLURM_ARRAY_TASK_MIN");
            Set(Text(ranges.Max(range => range.At(range.Count - 1))), "SLURM_ARRAY_TASK_MAX");
            Set(Text(ranges is [var only] ? only.Step : 1), "SLURM_ARRAY_TASK_STEP");
        }

        return variables;

        void Set(string value, params string[] names)
        {
            foreach (var name in names)
            {
                variables[name] = value;
            }
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
