using System.Collections.Frozen;

namespace Rota.Cli.Habits;

/// <summary>
/// Options of GNU parallel and of sbatch that are none here, each with what to write in its place: who has them in the
/// fingers is not to search for them.
/// </summary>
internal static class ForeignOptions
{
    private const string Always = "a run has a bar, the time left and a summary without being asked";
    private const string Machines = "tasks run on this machine";
    private const string Whole =
        "each task's output is printed whole when it ends: --print, with -k in the order of inputs";
    private const string Values = "-N 100 gives a command a hundred values at a time";
    private const string Pipes =
        "split the input into files, and give their names: split -l 1000 IN part.; rota run 'CMD < {}' ::: part.*";
    private const string NoPerl =
        "parts of a value are {.} {/} {//} {/.}; change more in the command, x={}; echo \"${x%.gz}\"";
    private const string Room = "state what a task takes, --memory 2G or --cpus 2: then no more start than fit";
    private const string Cores = "-j counts from the cores: 50%, +1, -1; nproc tells how many there are";
    private const string Queue =
        "a queue limits what runs together: rota queue set NAME --concurrency 1, and --queue NAME";
    private const string Lines = "items are lines: tr ',' '\\n' makes lines of a list; empty ones are left out";
    private const string Directives = "rota submit job.sh reads it from the #SBATCH lines of job.sh";

    private static readonly FrozenDictionary<string, string> Instead = Table()
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What to write in place of an option; null for one that nobody knows.</summary>
    public static string? Of(string word) =>
        Instead.GetValueOrDefault(word.Split('=')[0])
        ?? (word.Length > 2 && word[1] != '-' ? Instead.GetValueOrDefault(word[..2]) : null);

    private static IEnumerable<KeyValuePair<string, string>> Table()
    {
        foreach (var (options, instead) in Groups())
        {
            foreach (var option in options.Split(' '))
            {
                yield return KeyValuePair.Create(option, instead);
            }
        }
    }

    private static IEnumerable<(string Options, string Instead)> Groups() =>
        [
            ("--bar --eta --progress --total-jobs --total", Always),
            ("--verbose -t -v", "--print --tag shows whose output it is; rota tasks ID and rota ls show what runs"),
            ("--dry-run --dryrun --shell-quote --show-limits --max-line-length-allowed", "write --plan, or rota plan"),
            ("--jobs --max-procs -P", "write -j N"),
            ("--group --ungroup -u --line-buffer --linebuffer --lb --latest-line --ll --no-keep-order --silent", Whole),
            ("--output-as-files --outputasfiles --files --res --bg --fg --wait", Whole),
            ("--color --color-failed --cf --ctag --ctagstring --tagstring", "write --tag"),
            ("--quote -q", "write rota run -- PROGRAM ARGUMENT: there is no shell, and nothing to quote"),
            ("--xargs -X -m --max-chars -s --max-lines -L -l", Values),
            ("--max-replace-args", "write -N N"),
            ("--link-all --xapply", "write --link"),
            ("-i -I --replace --rpl --parens --plus --trim --filter --template --tmpl", NoPerl),
            ("--extensionreplace --er --basenamereplace --bnr --basenameextensionreplace --bner", NoPerl),
            ("--dirnamereplace --dnr --seqreplace --slotreplace --process-slot-var", NoPerl),
            (
                "--pipe --spreadstdin --pipe-part --pipepart --block --block-size --block-timeout --bt --cat --fifo",
                Pipes
            ),
            ("--recstart --recend --regexp --remove-rec-sep --removerecsep --rrs --round-robin --round", Pipes),
            ("--tee --shard --bin --group-by --groupby", Pipes),
            (
                "--tmux --tmuxpane --interactive --tty --open-tty -o",
                "rota logs ID -f shows what a task prints while it runs; tasks have no terminal"
            ),
            ("--sshlogin -S --sshloginfile --slf --ssh --ssh-delay --controlmaster -M", Machines),
            ("--filter-hosts --hostgroups --hgrp", Machines),
            (
                "--nonall --onall --basefile --bf --transferfile --transfer --tf --return --trc --cleanup --rsync-opts",
                Machines
            ),
            ("--workdir --wd", "write -C DIR"),
            ("--use-cpus-instead-of-cores --use-sockets-instead-of-threads --use-cores-instead-of-threads", Cores),
            ("--number-of-cpus --number-of-cores --number-of-sockets --number-of-threads", Cores),
            ("--load --memfree --memsuspend --noswap --limit", Room),
            ("--halt-on-error", "write --halt"),
            ("--jl", "write --joblog FILE"),
            ("--shuf", "shuffle the list: shuf FILE | rota run 'CMD {}'"),
            ("--retry-failed", "rota rerun ID --failed, or rota import JOBLOG --format joblog --failed"),
            ("--delimiter -d --arg-sep --arg-file-sep -E --eof -e --no-run-if-empty -r", Lines),
            ("--csv", "write --from-csv FILE, whose columns are {NAME}; or --colsep ','"),
            ("--record-env --session --embed", "a job has the whole environment of who submits it"),
            ("--term-seq", "stop: in a job file says how tasks are ended"),
            ("--exit -x", "a command that is too long is refused before anything starts"),
            (
                "--sql --sql-master --sql-worker --sql-and-worker --sqlmaster --sqlworker --sqlandworker",
                "the state is the data base: rota export ID --format csv"
            ),
            ("--semaphore --sem --semaphore-name --id --semaphore-timeout --st", Queue),
            ("--compress --compress-program --decompress-program --tmpdir --gnu", "leave it out"),
            ("--plain --profile -J --minversion -V", "leave it out"),
            ("--will-cite --citation --shell-completion --parset --_parset", "leave it out"),
            (
                "--shebang --hashbang --shebang-wrap --skip-first-line",
                "a job file can begin with #!/usr/bin/env -S rota run"
            ),
            ("--time", "write --timeout 2:00:00"),
            ("--mem", "write --memory 4G"),
            ("--cpus-per-task -c", "write --cpus N"),
            ("--job-name", "write --name NAME"),
            ("--dependency", "write --after ID, --after ID:any or --after ID:failed"),
            ("--begin", "write --at TIME"),
            ("--gres", "write --gpus N"),
            ("--partition", "write --queue NAME"),
            ("--chdir", "write -C DIR"),
            ("--error --ntasks --nodes --mem-per-cpu --mail-type --mail-user", Directives),
            ("--account --qos --wrap --requeue --no-requeue", Directives),
        ];
}
