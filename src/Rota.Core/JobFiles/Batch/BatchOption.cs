using System.Collections.Frozen;

namespace Rota.Core.JobFiles.Batch;

/// <summary>An option of sbatch.</summary>
/// <param name="Name">Its name, without dashes.</param>
/// <param name="Letter">Its short name, or null.</param>
/// <param name="Takes">Whether a value belongs to it.</param>
/// <param name="Instead">
/// Why nothing is done, and what to do instead; empty where there is nothing to be done; null where it is read.
/// </param>
internal sealed record BatchOption(string Name, char? Letter, TakesValue Takes, string? Instead)
{
    private const string NoNodes = "a job runs on this machine";
    private const string NoSteps = "a task is one process with all that it starts; for more write --array";
    private const string NoMail = "Rota sends no mail: rota wait ID ends with the job";
    private const string NoAccounts = "nothing is charged to anybody";

    /// <summary>All that sbatch knows.</summary>
    private static readonly FrozenDictionary<string, BatchOption> All = Table()
        .ToFrozenDictionary(option => option.Name, StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>The one of this name, or null.</summary>
    public static BatchOption? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>The one of this letter, or null.</summary>
    public static BatchOption? Find(char letter) => All.Values.FirstOrDefault(option => option.Letter == letter);

    private static IEnumerable<BatchOption> Table()
    {
        // Read.
        const string Valued =
            "array:a begin:b chdir:D cpus-per-task:c dependency:d error:e gpus:G gpus-per-node gpus-per-task gres "
            + "job-name:J licenses:L mem mem-per-cpu nodes:N ntasks:n ntasks-per-node open-mode output:o partition:p "
            + "time:t export wrap";
        foreach (var option in Of(Valued, TakesValue.Always, instead: null))
        {
            yield return option;
        }

        yield return new("nice", null, TakesValue.AfterEquals, Instead: null);
        yield return new("no-requeue", null, TakesValue.Never, Instead: null);

        // Nothing to be done.
        const string Plain =
            "requeue parsable quiet:Q verbose:v no-kill:k kill-on-invalid-dep overcommit:O spread-job "
            + "use-min-nodes ignore-pbs reboot contiguous oversubscribe:s";
        foreach (var option in Of(Plain, TakesValue.AfterEquals, instead: ""))
        {
            yield return option;
        }

        (string Options, TakesValue Takes, string Instead)[] notDone =
        [
            ("mail-type mail-user", TakesValue.Always, NoMail),
            ("account:A qos:q wckey reservation acctg-freq", TakesValue.Always, NoAccounts),
            (
                "constraint:C nodelist:w nodefile:F exclude:x clusters:M cluster-constraint prefer switches "
                    + "delay-boot bb bbf tmp container network power profile segment wait-all-nodes",
                TakesValue.Always,
                NoNodes
            ),
            ("exclusive", TakesValue.AfterEquals, "ask for all CPUs: --cpus-per-task"),
            (
                "ntasks-per-core ntasks-per-socket ntasks-per-gpu distribution:m relative tres-per-task",
                TakesValue.Always,
                NoSteps
            ),
            (
                "cores-per-socket sockets-per-node threads-per-core extra-node-info:B mincpus cpus-per-gpu core-spec:S "
                    + "thread-spec hint cpu-freq mem-bind gpu-bind gpu-freq gpus-per-socket tres-bind",
                TakesValue.Always,
                "CPUs and GPUs are counted: --cpus-per-task, --gpus"
            ),
            ("mem-per-gpu", TakesValue.Always, "write the memory of the task: --mem"),
            ("signal", TakesValue.Always, "no signal comes before the time is over: let the program watch its time"),
            ("deadline time-min", TakesValue.Always, "a job waits as long as it must: --time limits its run"),
            ("input:i", TakesValue.Always, "write it on the command line: --stdin FILE"),
            ("comment", TakesValue.Always, "label a job: rota submit --tags note=TEXT"),
            ("priority", TakesValue.Always, "write --nice, or rota submit --priority"),
            (
                "propagate get-user-env export-file uid gid",
                TakesValue.Always,
                "a job has the environment and limits of who submits it"
            ),
            ("wait:W", TakesValue.Never, "rota run waits, and rota wait ID"),
            ("hold:H", TakesValue.Never, "rota submit starts nothing by itself; hold it then: rota hold ID"),
            ("test-only", TakesValue.Never, "rota plan FILE"),
        ];
        foreach (var (options, takes, instead) in notDone)
        {
            foreach (var option in Of(options, takes, instead))
            {
                yield return option;
            }
        }
    }

    private static IEnumerable<BatchOption> Of(string options, TakesValue takes, string? instead) =>
        options
            .Split(' ')
            .Select(option => option.Split(':'))
            .Select(parts => new BatchOption(parts[0], parts.Length > 1 ? parts[1][0] : null, takes, instead));
}

/// <summary>Whether a value belongs to an option.</summary>
internal enum TakesValue
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>Where one stands behind an equals sign.</summary>
    AfterEquals,

    /// <summary>Always: else the next word is the value.</summary>
    Always,
}
