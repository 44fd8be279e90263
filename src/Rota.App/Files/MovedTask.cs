using Rota.Cell;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;
using Rota.Store.Home;

namespace Rota.App.Files;

/// <summary>A live attempt whose files move, as its home knows it.</summary>
/// <param name="Job">Its job.</param>
/// <param name="Task">What it runs.</param>
/// <param name="Mask">Rights that what it makes does not get.</param>
internal sealed record MovedTask(JobId Job, RenderedTask Task, int Mask)
{
    private static readonly TaskState[] Live = [TaskState.Starting, TaskState.Running];

    /// <summary>
    /// Finds it. A node hears of no others: what it may read and write at the home is what a live attempt there does.
    /// </summary>
    /// <param name="home">The home.</param>
    /// <param name="node">The node that asks.</param>
    /// <param name="job">The job.</param>
    /// <param name="attempt">The attempt.</param>
    /// <exception cref="CellException">It is not live, or not on that node.</exception>
    public static MovedTask Of(IHome home, string node, JobId job, AttemptId attempt)
    {
        using var reader = home.Read();
        if (reader.Spec(job) is { } spec)
        {
            var names = reader.NodeNames();
            foreach (var group in reader.Groups(job).Where(group => Moves(spec, group.Ordinal)))
            {
                foreach (var row in reader.Tasks.From(job, group, 0, Live))
                {
                    if (row.LiveAttempt == attempt.Value && row.Node is { } on && names.GetValueOrDefault(on) == node)
                    {
                        var facts = new AttemptFacts(
                            job,
                            row.Attempt,
                            JobDirectory: home.State.JobDirectory(job.Value)
                        );
                        var mask = spec.Process?.Umask ?? OutputCopies.UsualMask;
                        return new(job, CommandLine.Render(spec, group.Ordinal, row.Index, facts), mask);
                    }
                }
            }
        }

        throw new CellException(CellFault.Refused, $"attempt {attempt} is not live on node {node}");
    }

    /// <summary>Whether a name is one of its outputs, or lies in one that is a directory.</summary>
    public bool Leaves(string name) =>
        DeclaredFiles.MistakeIn(name) is null
        && Task.Outputs.Any(output =>
            name == output || name.StartsWith(output.TrimEnd('/') + "/", StringComparison.Ordinal)
        );

    private static bool Moves(JobSpec spec, int group) => spec.Policies[spec.Tasks[group].Policy].Inputs is not null;
}
