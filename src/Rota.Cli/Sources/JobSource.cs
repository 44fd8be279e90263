using System.Collections.Immutable;
using Rota.App.Problems;
using Rota.App.Submitting;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Core.Schedules;
using Rota.Linux.Clocks;
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

    /// <summary>The joblog that has what is left out, and whether what failed runs again; null for all.</summary>
    public (string Joblog, bool WithFailed)? Resume { get; init; }

    /// <summary>The numbers of the tasks where some were left out; null for 1 and so on.</summary>
    public ImmutableArray<int>? Numbers { get; private set; }

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
        options.Later.RefusePause(cli);
        if (CommandTail.Of(cli, options.Words) is { } command)
        {
            stated.RefuseWithCommand();
            if (command.IsBatchFile)
            {
                return FromBatchFile(new BatchJob(command));
            }

            var values = stated.Read(job: null, Context(), variables);
            var line = new OneLiner(cli, options, command, Context(), values, Resume);
            var job = line.Read();
            Numbers = line.Numbers;
            return WithSlurm(Adjust(job, values));
        }

        if (cli.Get(options.Words) is not [var path, ..])
        {
            throw OneLiner.NothingToRun();
        }

        stated.RefuseWithFile();
        var read = FromFile(path);
        return WithSlurm(Adjust(read, stated.Read(read, Context(), variables)));
    }

    private JobSpec FromBatchFile(BatchJob script)
    {
        script.Tell(cli.Output);
        var context = Context(script.Script.Directory);
        JobOption[] head = [.. script.Script.Options, .. options.Later.Of(cli, script.Script)];
        var values = stated.Read(job: null, context, variables, head);
        return WithSlurm(Adjust(script.Read(context, values), values), isAsked: true);
    }

    private JobSpec WithSlurm(JobSpec job, bool isAsked = false) =>
        isAsked || cli.Get(options.SlurmEnvironment)
            ? SlurmVariables.Add(job, OwnPath.Current, Environment.MachineName, Environment.UserName)
            : job;

    private JobSpec FromFile(string path)
    {
        var taken = new TakenForJobFile(path, options.Words.IsForFiles ? "rota run" : cli.Verb);
        var text = InputText.Read(
            path,
            "keep long lists in files of their own (each_line, from_csv, array), or split the job",
            taken.Unreadable
        );
        var context = Submission.OfFile(path, Context(), cli, options);
        var result = cli.Get(options.Format) switch
        {
            null or "yaml" or "json" => JobFileReader.Read(text, path, context),
            "wfformat" => WfFormat.Read(text, path, context, cli.Get(options.TimeScale)),
            var other => throw new ProblemException(
                ProblemCodes.Usage,
                $"unknown format {other}",
                "use yaml or wfformat"
            ),
        };
        schedule = (result as JobFileResult.Accepted)?.Schedule;
        return result switch
        {
            JobFileResult.Accepted accepted => cli.IsElsewhere ? accepted.Job : Submission.InPlace(accepted.Job),
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
            IsOpen = cli.Get(options.Open) || job.IsOpen,
            TimeScale = cli.Get(options.Format) == "wfformat" ? cli.Get(options.TimeScale) : null,
            Priority = values.Priority ?? job.Priority,
            Queue = values.Queue ?? job.Queue,
            Budget = values.Budget ?? job.Budget,
            MaxParallel = slots is { } cap ? Math.Min(cap, job.MaxParallel ?? cap) : job.MaxParallel,
            MaxFailures = stated.Halting(values.MaxFailures) ?? job.MaxFailures,
            Tags = job.Tags.SetItems(values.Tags),
            After = values.After.IsEmpty ? job.After : values.After,
            NotBefore = values.NotBefore ?? job.NotBefore,
            Spacing = values.Spacing ?? job.Spacing,
            ScheduledAt =
                schedule is not null && new SystemTimeZones().Find(schedule.TimeZone) is { } zone
                    ? TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), zone)
                    : null,
        };
    }

    private JobFileContext Context(string? directory = null) =>
        Submission.From(
            cli.Get(options.Directory) ?? directory ?? ".",
            Pairs.Read(cli.Get(options.Params), "--param"),
            variables,
            isHere: !cli.IsElsewhere
        );
}
