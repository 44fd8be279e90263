using System.Text;
using Rota.Core.Jobs.Templates;

namespace Rota.Core.JobFiles.Batch;

/// <summary>Names of files as Slurm writes them: <c>slurm-%A_%a.out</c>.</summary>
public static class OutputPattern
{
    /// <summary>The name as a template of a job file; <paramref name="unknown"/> is what stands for nothing.</summary>
    /// <param name="pattern">The name.</param>
    /// <param name="isArray">Whether the job is an array: then each of its tasks has a number of its own.</param>
    /// <param name="host">The name of this machine.</param>
    /// <param name="user">The name of the user.</param>
    /// <param name="unknown">The first <c>%</c> that is not known, or null.</param>
    public static string Template(string pattern, bool isArray, string host, string user, out string? unknown)
    {
        unknown = null;
        var text = new StringBuilder();
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] != '%')
            {
                var end = pattern.IndexOf('%', at) is var next and >= 0 ? next : pattern.Length;
                text.Append(Jobs.Templates.Template.Escape(pattern[at..end]));
                at = end - 1;
                continue;
            }

            var letter = at + 1 < pattern.Length ? pattern[++at] : '\0';
            if (Meaning(letter, isArray, host, user) is { } meant)
            {
                text.Append(meant);
            }
            else
            {
                unknown ??= letter == '\0' ? "%" : $"%{letter}";
            }
        }

        return text.ToString();
    }

    private static string? Meaning(char letter, bool isArray, string host, string user) =>
        letter switch
        {
            '%' => "%",
            'A' => "${job.id}",
            'j' or 'J' => isArray ? SlurmVariables.OwnNumber : "${job.id}",
            'a' => isArray ? "${task.index}" : "4294967294",
            'x' => "${job.name}",
            'N' => Jobs.Templates.Template.Escape(host),
            'u' => Jobs.Templates.Template.Escape(user),
            'n' or 't' or 's' => "0",
            _ => null,
        };
}
