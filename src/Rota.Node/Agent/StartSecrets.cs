using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;
using Rota.Fabric.Wire;
using Rota.Linux.Processes;

namespace Rota.Node.Agent;

/// <summary>
/// What a task gets beside the environment that its job stores: the variables that are never stored, from this process.
/// </summary>
internal static class StartSecrets
{
    /// <summary>Those of one task. What its own entry sets in env has precedence, as over all else.</summary>
    public static LaunchSecrets Of(JobId job, JobSpec spec, RenderedTask task)
    {
        if (spec.Secrets.IsEmpty && spec.LeftOut.IsEmpty)
        {
            return LaunchSecrets.None;
        }

        // What this process was started with is no user's but its own.
        var (values, files, missing) = (new List<string>(), new List<string>(), new List<string>());
        Func<string, string?> find = spec.Owner is null ? OwnEnvironment.Find : _ => null;
        foreach (var name in spec.LeftOut.Where(name => !task.Environment.ContainsKey(name)))
        {
            if (find(name) is { } value)
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
            else if (find(secret.Name) is { } value)
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

    private static string Explain(List<string> missing, JobId job) =>
        $"secret {string.Join(", ", missing)} is not set in the environment of the process that runs the job. "
        + $"Set it and start that process again, or name a file "
        + $"(secrets: {{{missing[0]}: {{file: PATH}}}}); then: rota rerun {job} --failed";
}
