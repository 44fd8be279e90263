using Rota.Core.Jobs.Templates;
using Rota.Core.Reconcile;

namespace Rota.Node.Agent;

/// <summary>
/// What a task gets beside the environment that its job stores: the variables that are never stored, from this process.
/// </summary>
/// <param name="Values">Variables that this process has, as NAME=VALUE.</param>
/// <param name="Files">Variables whose values the keeper reads from files, as NAME=PATH.</param>
/// <param name="Missing">Why the task cannot start; null where all is there.</param>
internal sealed record StartSecrets(IReadOnlyList<string> Values, IReadOnlyList<string> Files, string? Missing)
{
    private static readonly StartSecrets None = new([], [], null);

    /// <summary>Those of one task. What its own entry sets in env has precedence, as over all else.</summary>
    public static StartSecrets Of(ActiveJob job, RenderedTask task)
    {
        var spec = job.Spec;
        if (spec.Secrets.IsEmpty && spec.LeftOut.IsEmpty)
        {
            return None;
        }

        var (values, files, missing) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var name in spec.LeftOut.Where(name => !task.Environment.ContainsKey(name)))
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                values.Add($"{name}={value}");
            }
        }

        foreach (var secret in spec.Secrets.Where(secret => !task.Environment.ContainsKey(secret.Name)))
        {
            if (secret.File is { } file)
            {
                files.Add($"{secret.Name}={file}");
            }
            else if (Environment.GetEnvironmentVariable(secret.Name) is { } value)
            {
                values.Add($"{secret.Name}={value}");
            }
            else
            {
                missing.Add(secret.Name);
            }
        }

        return new(values, files, missing.Count == 0 ? null : Explain(missing, job));
    }

    private static string Explain(List<string> missing, ActiveJob job) =>
        $"secret {string.Join(", ", missing)} is not set in the environment of the process that runs the job. "
        + $"Set it and start that process again, or name a file "
        + $"(secrets: {{{missing[0]}: {{file: PATH}}}}); then: rota rerun {job.Id} --failed";
}
