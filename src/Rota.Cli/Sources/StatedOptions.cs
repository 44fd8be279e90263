using System.Collections.Immutable;
using System.CommandLine;
using Rota.App.Wording;
using Rota.Cli.Habits;
using Rota.Cli.Invoking;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Grammar;

namespace Rota.Cli.Sources;

/// <summary>
/// The options of a command line that say what a job file says, and those that go with only one of them.
/// </summary>
internal sealed class StatedOptions(Invocation cli, SubmitOptions options)
{
    /// <summary>What they say.</summary>
    /// <exception cref="App.Problems.ProblemException">All that is wrong with them.</exception>
    /// <param name="job">The job they are put on top of, or null where they make one.</param>
    /// <param name="context">What they are read against.</param>
    /// <param name="variables">What is said of variables.</param>
    /// <param name="under">What is said elsewhere, and less than they.</param>
    public JobOptionValues Read(
        Core.Jobs.JobSpec? job,
        JobFileContext context,
        SecretOptions variables,
        params ReadOnlySpan<JobOption> under
    )
    {
        var values = JobOptions.Read(
            [
                .. under,
                .. Halts(),
                .. options.WithKeys.SelectMany(pair => Values(pair.Option).Select(value => Stated(pair, value))),
            ],
            job,
            context,
            [.. variables.Secrets.Select(secret => secret.Name)],
            out var refusals
        );
        return Sound(values, refusals);
    }

    /// <summary>A limit on failures with what --halt says of tasks that run then.</summary>
    public Core.Jobs.FailureLimit? Halting(Core.Jobs.FailureLimit? limit) =>
        cli.Get(options.Parallel.Halt) is { } text
        && ParallelHalt.Read(text) is { StopsRunning: true }
        && limit is not null
            ? limit with
            {
                StopsRunning = true,
            }
            : limit;

    private IEnumerable<JobOption> Halts() =>
        cli.Get(options.Parallel.Halt) is { } text && ParallelHalt.Read(text) is var (limit, _)
            ? [new JobOption(options.Parallel.Halt.Name, "max_failures", limit)]
            : [];

    /// <summary>What an option of another verb says.</summary>
    public static JobOptionValues One(JobOption option)
    {
        var context = Submission.From(".", new Dictionary<string, string>());
        var values = JobOptions.Read([option], job: null, context, [], out var refusals);
        return Sound(values, refusals);
    }

    private static JobOptionValues Sound(JobOptionValues values, ImmutableArray<JobOptionRefusal> refusals) =>
        refusals switch
        {
            [] => values,
            [var only] => throw OneLiner.Usage(only.ToString(), only.Hint is { } hint ? [hint] : []),
            _ => throw OneLiner.Usage(
                $"{Words.Count(refusals.Length, "option")} cannot be read; nothing was submitted",
                [.. refusals.Select(each => each.Hint is { } hint ? $"{each}; {hint}" : $"{each}")]
            ),
        };

    /// <summary>What a job file says for itself is not overridden from outside, and not left out in silence.</summary>
    public void RefuseWithFile()
    {
        var ofTask = options.WithKeys.Where(pair => JobOptions.IsOfTask(pair.Key));
        foreach (
            var (option, key) in ofTask.Concat([
                (options.EachLine, "each_line"),
                (options.FromCsv, "from_csv"),
                (options.Parallel.ColumnSeparator, "from_csv"),
            ])
        )
        {
            if (Values(option).Any())
            {
                throw OneLiner.Usage(
                    $"{option.Name} goes with a command, not with a job file",
                    $"write it into the job file, at the task: {Written(key)}"
                );
            }
        }

        if (cli.Get(options.Null))
        {
            throw OneLiner.Usage(
                $"{options.Null.Name} goes with a command, not with a job file",
                "a list of the job file has one item a line"
            );
        }

        if (cli.IsGiven(options.TimeScale) && cli.Get(options.Format) != "wfformat")
        {
            throw OneLiner.Usage(
                $"{options.TimeScale.Name} goes with a recorded workflow, not with a job file",
                "say so: --format wfformat"
            );
        }
    }

    /// <summary>What only a job file can use.</summary>
    public void RefuseWithCommand()
    {
        if (cli.Get(options.Params) is { Length: > 0 })
        {
            throw OneLiner.Usage(
                $"{options.Params.Name} goes with a job file, not with a command",
                "give the value after :::, or as a variable: --env NAME=VALUE"
            );
        }

        if (cli.Get(options.Format) is not null)
        {
            throw OneLiner.Usage($"{options.Format.Name} goes with a job file, not with a command");
        }

        if (cli.IsGiven(options.TimeScale))
        {
            throw OneLiner.Usage($"{options.TimeScale.Name} goes with a recorded workflow, not with a command");
        }
    }

    private static string Written(string key) =>
        key.Split('/') is [var outer, var inner] ? $"{outer}: {{{inner}: ...}}" : $"{key}: ...";

    private static JobOption Stated((Option Option, string Key) pair, string value) =>
        new(pair.Option.Name, pair.Key, value);

    // A variable without a value is the submitter's own, and read elsewhere.
    private IEnumerable<string> Values(Option option) =>
        option switch
        {
            Option<string?> one => cli.Get(one) is { } value ? [value] : [],
            Option<bool> flag => cli.Get(flag) ? ["true"] : [],
            Option<string[]> many => (cli.Get(many) ?? []).Where(value =>
                option != options.Environment || value.Contains('=')
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
