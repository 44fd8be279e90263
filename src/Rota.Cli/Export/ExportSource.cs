using Rota.Cli.Output;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;
using Rota.Store.Queries;

namespace Rota.Cli.Export;

/// <summary>The attempts of a job with what all formats need of them.</summary>
internal sealed class ExportSource(JobQueries queries, JobRow job)
{
    private readonly Dictionary<int, CommandLine> commands = [];

    public JobRow Job { get; } = job;

    public JobSpec Spec { get; } = queries.Spec(job.Id)!;

    public string Node { get; } = queries.NodeName();

    public IEnumerable<AttemptRow> Attempts => new AttemptQuery(queries).Of(Job.Id);

    public TaskSpec TaskOf(AttemptRow attempt) => Spec.Tasks[attempt.Group];

    public long? IndexOf(AttemptRow attempt) =>
        TaskOf(attempt).Expansion.IsIndexed ? TaskOf(attempt).Expansion.Label(attempt.Index) : null;

    public string NameOf(AttemptRow attempt) => Words.Task(TaskOf(attempt), attempt.Index);

    /// <summary>The command as it was started, as a text for the shell.</summary>
    public string CommandOf(AttemptRow attempt)
    {
        if (!commands.TryGetValue(attempt.Group, out var command))
        {
            commands[attempt.Group] = command = CommandLine.Of(Spec, attempt.Group);
        }

        var argv = command.Render(attempt.Index, new AttemptFacts(Job.Id, attempt.Number)).Argv;
        return argv is ["/bin/sh", "-c", var text] ? text : string.Join(' ', argv.Select(ShellQuote.Word));
    }
}
