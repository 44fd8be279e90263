using System.Collections.Immutable;
using Rota.Core.JobFiles.Expansions;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Reading;
using Rota.Core.JobFiles.Scopes;
using Rota.Core.Jobs;

namespace Rota.Core.JobFiles;

/// <summary>
/// Reads options of a command line that say what a key of the job file says, by the readers of the job file: what one
/// refuses the other refuses, in the same words.
/// </summary>
public static class JobOptions
{
    /// <summary>What the options say.</summary>
    /// <param name="options">The options, in order.</param>
    /// <param name="job">The job they are put on top of, or null where they make one.</param>
    /// <param name="context">What they are read against.</param>
    /// <param name="secrets">Variables that are kept out of the job by other options.</param>
    /// <param name="refusals">All that is wrong.</param>
    public static JobOptionValues Read(
        IReadOnlyList<JobOption> options,
        JobSpec? job,
        JobFileContext context,
        IReadOnlyCollection<string> secrets,
        out ImmutableArray<JobOptionRefusal> refusals
    )
    {
        var session = new Session("", context);
        var tree = new OptionTree(options, session.Problems);
        var scope = ScopeOf(job, context, secrets);
        var ofJob = Fields.Of(tree.Job, JobFileKeys.Job, "the job", session.Problems)!;
        var ofTask = Fields.Of(tree.Task, JobFileKeys.Task, "the task", session.Problems)!;
        var head = JobHead.Read(session, ofJob);
        int? throttle = null;
        var values = new JobOptionValues
        {
            Name = head.Name,
            Queue = head.Queue,
            Budget = head.Budget,
            Priority = head.Priority,
            Tags = head.Tags,
            MaxFailures = head.MaxFailures,
            MaxParallel = head.MaxParallel,
            Spacing = head.Spacing,
            NotBefore = head.NotBefore,
            After = head.After,
            Environment = TextMapReader.Environment(session, ofJob["env"], scope),
            Array = ofTask["array"] is { } array ? ExpansionReader.Numbers(session, array, out throttle) : null,
            AllowsEmptyLists = ExpansionReader.AllowsEmpty(session, ofTask) ?? false,
            RedirectsErrors = session.Values.IsTrue(ofTask["redirect_stderr"], "redirect_stderr"),
            Policy = PolicyReader.Read(session, ofTask, new TaskPolicy(), scope),
        };
        refusals =
        [
            .. session
                .Problems.ToImmutable()
                .Select(problem => new JobOptionRefusal(options[problem.Line - 1], problem.Message, problem.Hint)),
        ];
        return values with { ArrayThrottle = throttle };
    }

    /// <summary>
    /// Whether a key is one of tasks, which a job file says itself. What its lists are without items anybody may say.
    /// </summary>
    public static bool IsOfTask(string key) => !JobFileKeys.Job.Allows(key) && key != "if_empty";

    private static NameScope ScopeOf(JobSpec? job, JobFileContext context, IReadOnlyCollection<string> secrets) =>
        new()
        {
            Params = job?.Params ?? ImmutableSortedDictionary<string, string>.Empty,
            Environment = job?.Environment ?? context.Capture.Environment,
            Withheld =
            [
                .. job?.LeftOut ?? [],
                .. job?.Secrets.Select(secret => secret.Name) ?? [],
                .. context.Capture.LeftOut,
                .. secrets,
            ],
        };
}

/// <summary>One option, as stated.</summary>
/// <param name="Option">How it is called: <c>--timeout</c>.</param>
/// <param name="Key">The key of the job file that says the same: <c>timeout</c>, <c>resources/cpus</c>.</param>
/// <param name="Value">Its value; for a key that holds names, NAME=VALUE.</param>
public sealed record JobOption(string Option, string Key, string Value);

/// <summary>What is wrong with an option.</summary>
/// <param name="Option">The option.</param>
/// <param name="Message">What is wrong, as a job file is told.</param>
/// <param name="Hint">What to do, or null.</param>
public sealed record JobOptionRefusal(JobOption Option, string Message, string? Hint)
{
    /// <summary>The option with what is wrong.</summary>
    public override string ToString() => $"{Option.Option} {Option.Value}: {Message}";
}
