using System.Collections.Immutable;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Secrets;
using Rota.Core.Jobs.Templates;
using Rota.Linux.Processes;

namespace Rota.Cli.Sources;

/// <summary>
/// What the command line says of variables: those to keep in spite of their names, and those to keep out.
/// </summary>
internal sealed class SecretOptions
{
    private const string FilePrefix = "file:";

    /// <summary>Reads <c>--env</c> and <c>--secret</c>.</summary>
    /// <param name="environment">NAME=VALUE; or NAME, for the submitter's value.</param>
    /// <param name="secrets">NAME, or NAME=file:PATH.</param>
    /// <param name="directory">Where relative paths start.</param>
    public SecretOptions(IReadOnlyList<string>? environment, IReadOnlyList<string>? secrets, string directory)
    {
        var kept = (environment ?? []).Where(text => !text.Contains('=', StringComparison.Ordinal)).ToArray();
        foreach (var name in kept.Where(name => OwnEnvironment.Find(name) is null))
        {
            throw OneLiner.Usage($"--env {name}: it is not set here", $"write it as {name}=VALUE, or set it");
        }

        Kept = [.. kept];
        Secrets = [.. (secrets ?? []).Select(text => Secret(text, directory))];
    }

    /// <summary>Variables that are stored whatever they are called.</summary>
    public ImmutableHashSet<string> Kept { get; }

    /// <summary>Variables that are never stored.</summary>
    public ImmutableArray<Secret> Secrets { get; }

    /// <summary>A job with what the command line says on top.</summary>
    /// <param name="job">The job.</param>
    /// <param name="variables">Variables of the tasks.</param>
    public JobSpec Apply(JobSpec job, ImmutableSortedDictionary<string, string> variables)
    {
        var own = Secrets.Select(secret => secret.Name).ToArray();
        if (own.FirstOrDefault(name => Kept.Contains(name) || variables.ContainsKey(name)) is { } stored)
        {
            throw OneLiner.Usage($"{stored} is in --env and in --secret: the one is stored, the other never");
        }

        if (own.FirstOrDefault(name => job.Environment.ContainsKey(name)) is { } both)
        {
            throw OneLiner.Usage($"{both} is in env of the job file and in --secret", "keep one of them");
        }

        if (
            variables.Keys.Concat(Kept).FirstOrDefault(name => job.Secrets.Any(secret => secret.Name == name)) is
            { } stated
        )
        {
            throw OneLiner.Usage($"{stated} is in secrets of the job file and in --env", "keep one of them");
        }

        return job with
        {
            Environment = JobEnvironment.With(job.Environment, variables),
            Stated = JobEnvironment.Stated(job.Stated.AddRange(KeptOf(job)), variables),
            Secrets = [.. job.Secrets.Where(secret => !own.Contains(secret.Name)), .. Secrets],
            LeftOut = [.. job.LeftOut.Except(own).Except(variables.Keys)],
        };
    }

    /// <summary>
    /// The submitter's own values that were asked for by name: stated too, unless the file states others.
    /// </summary>
    private IEnumerable<KeyValuePair<string, string>> KeptOf(JobSpec job) =>
        job.Environment.Where(pair => Kept.Contains(pair.Key) && !job.Stated.ContainsKey(pair.Key));

    private static Secret Secret(string text, string directory)
    {
        var parts = text.Split('=', 2);
        if (VariableName.Hint(parts[0]) is { } hint)
        {
            throw OneLiner.Usage("--secret: this cannot be the name of a secret", hint);
        }

        // What follows may be the value itself, so it is not shown.
        return parts is [var name] ? new Secret(name)
            : parts[1].StartsWith(FilePrefix, StringComparison.Ordinal) && parts[1].Length > FilePrefix.Length
                ? new Secret(parts[0], Path.GetFullPath(parts[1][FilePrefix.Length..], directory))
            : throw OneLiner.Usage(
                $"--secret {parts[0]}: a value on the command line is no secret, all users see it",
                $"set {parts[0]} in the environment of the process that runs the job, "
                    + $"or write {parts[0]}={FilePrefix}PATH"
            );
    }
}
