using Rota.Cli.Commands;
using Rota.Cli.Output;
using Rota.Core.JobFiles;
using Rota.Core.Jobs;
using Rota.Core.Schedules;

namespace Rota.Cli.JobSources;

/// <summary>Makes a job of a command line: of the file it names, or of the command it holds.</summary>
internal sealed class JobSource(Invocation cli, SubmitOptions options, CommandTail tail)
{
    private readonly SecretOptions variables = new(
        cli.Get(options.Environment),
        cli.Get(options.Secrets),
        Path.GetFullPath(cli.Get(options.Directory) ?? ".")
    );

    /// <summary>When the job that was read is submitted by itself; null without a schedule.</summary>
    public ScheduleSpec? Schedule { get; private set; }

    /// <summary>Variables that are stored in the job whatever they are called: somebody asked for it.</summary>
    public IReadOnlyCollection<string> Kept => variables.Kept;

    /// <summary>The job, complete.</summary>
    /// <exception cref="CommandFailure">All that is wrong with it.</exception>
    public JobSpec Read()
    {
        var words = cli.Get(options.Words) ?? [];
        if (words.FirstOrDefault(word => word.Length > 1 && word[0] == '-') is { } unknown)
        {
            throw new CommandFailure(
                ExitCode.BadInput,
                "usage",
                $"unknown option {unknown}",
                Nearest.Of(unknown, cli.Options) is { } nearest ? $"did you mean {nearest}?" : cli.Help,
                "a program's own options come after --"
            );
        }

        var isOneLiner =
            tail.Program is not null
            || tail.Sources.Count > 0
            || words.Length > 1
            || cli.Get(options.Array) is not null
            || cli.Get(options.EachLine) is not null
            || cli.Get(options.FromCsv) is not null
            || (words.Length == 1 && !File.Exists(words[0]) && words[0].Contains(' ', StringComparison.Ordinal));
        if (words.Length == 0 && tail.Program is null)
        {
            throw new CommandFailure(
                ExitCode.BadInput,
                "usage",
                "nothing to run",
                "try: rota run job.yaml",
                "try: rota run -j 4 'gzip -k {}' ::: *.log",
                "try: rota run --array 0-9 -- ./sim.sh"
            );
        }

        return Adjust(isOneLiner ? new OneLiner(cli, options, tail, Context()).Read() : FromFile(words[0]));
    }

    private JobSpec FromFile(string path)
    {
        var taken = new TakenForJobFile(path, cli.Verb);
        var text = InputText.Read(
            path,
            "keep long lists in files of their own (each_line, from_csv, array), or split the job",
            taken.Unreadable
        );
        var result = cli.Get(options.Format) switch
        {
            null or "yaml" or "json" => JobFileReader.Read(text, path, Context()),
            "wfformat" => WfFormat.Read(text, path, Context(), cli.Get(options.TimeScale)),
            var other => throw new CommandFailure(
                ExitCode.BadInput,
                "usage",
                $"unknown format {other}",
                "use yaml or wfformat"
            ),
        };
        Schedule = (result as JobFileResult.Accepted)?.Schedule;
        return result switch
        {
            JobFileResult.Accepted accepted => accepted.Job,
            JobFileResult.Refused when taken.IsProgram(text) => throw new CommandFailure(
                ExitCode.BadInput,
                "job-file",
                $"{path} is a program, not a job file; nothing was submitted",
                taken.HowToRun
            ),
            JobFileResult.Refused refused => throw new CommandFailure(
                ExitCode.BadInput,
                "job-file",
                $"{Words.Count(refused.Problems.Length, "problem")} in {path}; nothing was submitted",
                [
                    .. refused.Problems.Select(problem => Plain.Line(problem.ToString())),
                    .. taken.IsCalledOtherwise ? [$"if it is a program, {taken.HowToRun}"] : Array.Empty<string>(),
                ]
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Options that say more than the file does win over it.</summary>
    private JobSpec Adjust(JobSpec job)
    {
        var slots = cli.Get(options.Slots);
        return Submission.WithSettings(variables.Apply(job)) with
        {
            Name = cli.Get(options.Name) ?? job.Name,
            TimeScale = cli.Get(options.Format) == "wfformat" ? cli.Get(options.TimeScale) : null,
            Priority = cli.Get(options.Priority) ?? job.Priority,
            Queue = cli.Get(options.Queue) ?? job.Queue,
            MaxParallel = slots is { } cap ? Math.Min(cap, job.MaxParallel ?? cap) : job.MaxParallel,
            MaxFailures = FailuresOption() ?? job.MaxFailures,
            Tags = job.Tags.SetItems(Pairs.Read(cli.Get(options.Tags), "--tags")),
        };
    }

    private FailureLimit? FailuresOption()
    {
        if (cli.Get(options.MaxFailures) is not { } text)
        {
            return null;
        }

        return Core.JobFiles.Notation.Percent.TryParse(text, out var percent) ? new FailureLimit(percent, true)
            : int.TryParse(text, out var count) && count > 0 ? new FailureLimit(count, false)
            : throw new CommandFailure(
                ExitCode.BadInput,
                "usage",
                $"--max-failures {text}: write a number such as 10, or a share such as 5%"
            );
    }

    private JobFileContext Context() =>
        Submission.From(cli.Get(options.Directory) ?? ".", Pairs.Read(cli.Get(options.Params), "--param"), variables);
}
