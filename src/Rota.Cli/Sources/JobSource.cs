using Rota.App.Problems;
using Rota.App.Submitting;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.Jobs;
using Rota.Core.Schedules;
using Rota.Store.Local;

namespace Rota.Cli.Sources;

/// <summary>Makes a job of a command line: of the file it names, or of the command it holds.</summary>
internal sealed class JobSource(Invocation cli, SubmitOptions options)
{
    private readonly StatedOptions stated = new(cli, options);
    private readonly SecretOptions variables = new(
        cli.Get(options.Environment),
        cli.Get(options.Secrets),
        OwnPath.Full(cli.Get(options.Directory) ?? ".")
    );

    private ScheduleSpec? schedule;

    /// <summary>The job, complete, and what the options ask for it.</summary>
    /// <exception cref="ProblemException">All that is wrong with it.</exception>
    public SubmitRequest Read() =>
        new()
        {
            Job = ReadJob(),
            Schedule = schedule,
            Kept = variables.Kept,
            Slots = options.Slots.Of(cli),
            IfPlan = cli.Get(options.IfPlan),
            Key = cli.Get(options.Key),
        };

    private JobSpec ReadJob()
    {
        if (CommandTail.Of(cli, options.Words) is { } command)
        {
            stated.RefuseWithCommand();
            var values = stated.Read(job: null, Context(), variables);
            return Adjust(new OneLiner(cli, options, command, Context(), values).Read(), values);
        }

        if (cli.Get(options.Words) is not [var path, ..])
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "nothing to run",
                "try: rota run job.yaml",
                "try: rota run -j 4 'gzip -k {}' ::: *.log",
                "try: rota run --array 0-9 -- ./sim.sh"
            );
        }

        stated.RefuseWithFile();
        var job = FromFile(path);
        return Adjust(job, stated.Read(job, Context(), variables));
    }

    private JobSpec FromFile(string path)
    {
        var taken = new TakenForJobFile(path, options.Words.IsForFiles ? "rota run" : cli.Verb);
        var text = InputText.Read(
            path,
            "keep long lists in files of their own (each_line, from_csv, array), or split the job",
            taken.Unreadable
        );
        var result = cli.Get(options.Format) switch
        {
            null or "yaml" or "json" => JobFileReader.Read(text, path, Context()),
            "wfformat" => WfFormat.Read(text, path, Context(), cli.Get(options.TimeScale)),
            var other => throw new ProblemException(
                ProblemCodes.Usage,
                $"unknown format {other}",
                "use yaml or wfformat"
            ),
        };
        schedule = (result as JobFileResult.Accepted)?.Schedule;
        return result switch
        {
            JobFileResult.Accepted accepted => accepted.Job,
            JobFileResult.Refused when TakenForJobFile.IsProgram(text) => throw new ProblemException(
                ProblemCodes.JobFile,
                $"{path} is a program, not a job file; nothing was submitted",
                taken.HowToRun
            ),
            JobFileResult.Refused refused => throw new ProblemException(
                ProblemCodes.JobFile,
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
    private JobSpec Adjust(JobSpec job, JobOptionValues values)
    {
        var slots = options.Slots.Of(cli);
        return Submission.WithSettings(variables.Apply(job, values.Environment)) with
        {
            Name = values.Name ?? job.Name,
            IsOpen = cli.Get(options.Open),
            TimeScale = cli.Get(options.Format) == "wfformat" ? cli.Get(options.TimeScale) : null,
            Priority = values.Priority ?? job.Priority,
            Queue = values.Queue ?? job.Queue,
            MaxParallel = slots is { } cap ? Math.Min(cap, job.MaxParallel ?? cap) : job.MaxParallel,
            MaxFailures = values.MaxFailures ?? job.MaxFailures,
            Tags = job.Tags.SetItems(values.Tags),
        };
    }

    private JobFileContext Context() =>
        Submission.From(cli.Get(options.Directory) ?? ".", Pairs.Read(cli.Get(options.Params), "--param"), variables);
}
