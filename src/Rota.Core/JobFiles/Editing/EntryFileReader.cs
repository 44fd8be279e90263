using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Reading;
using Rota.Core.JobFiles.Scopes;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Checks;

namespace Rota.Core.JobFiles.Editing;

/// <summary>
/// Reads what people made of the file that <see cref="EntryFileWriter"/> wrote, by the readers of job files: the job
/// with the entries as they are to be.
/// </summary>
public static class EntryFileReader
{
    private static readonly KeySet Root = new("edited job", ["tasks"]);
    private static readonly KeySet Entry = new(
        "edited task",
        ["id", "command", "script", .. JobFileKeys.Defaults.Keys]
    );

    /// <summary>The job that a text describes, or everything that is wrong with it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fileName">What begins each problem.</param>
    /// <param name="job">The job as it was written.</param>
    /// <param name="entries">The entries that were written: each must be there still.</param>
    /// <param name="context">What the text is read against.</param>
    public static JobFileResult Read(
        string text,
        string fileName,
        JobSpec job,
        IReadOnlyCollection<int> entries,
        JobFileContext context
    )
    {
        var session = new Session(fileName, context);
        if (
            YamlTree.Read(text, session.Problems) is { } root
            && Fields.Of(root, Root, "the file", session.Problems) is { } fields
        )
        {
            var left = entries.ToDictionary(entry => job.Tasks[entry].Id, StringComparer.Ordinal);
            foreach (var node in fields["tasks"] is SequenceNode list ? list.Items : [])
            {
                job = Task(session, node, job, left);
            }

            foreach (var id in left.Keys.Order(StringComparer.Ordinal))
            {
                session.Problems.Add(
                    fields["tasks"]?.At ?? fields.At,
                    $"task \"{id}\" is missing: an entry of a job stays",
                    "write it back, or leave the file as it was"
                );
            }
        }

        return session.Problems.IsEmpty
            ? new JobFileResult.Accepted(job)
            : new JobFileResult.Refused(session.Problems.ToImmutable());
    }

    private static JobSpec Task(Session session, Node node, JobSpec job, Dictionary<string, int> left)
    {
        if (Fields.Of(node, Entry, "a task", session.Problems) is not { } fields)
        {
            return job;
        }

        if (fields["id"] is not ScalarNode id || !left.Remove(id.Text, out var entry))
        {
            session.Problems.Add(
                fields["id"]?.At ?? fields.At,
                "this is none of the entries that can be changed, or it is here twice",
                "keep the ids as they were"
            );
            return job;
        }

        var task = job.Tasks[entry];
        var scope = ScopeOf(job, task, session.Context);
        var command =
            task.Command.Dialect == Dialect.Braces
                ? Braces(session, fields, job, task)
                : CommandReader.Read(session, fields, scope);
        var edited = job.With(entry, PolicyReader.Read(session, fields, new TaskPolicy(), scope));
        return edited with { Tasks = edited.Tasks.SetItem(entry, edited.Tasks[entry] with { Command = command }) };
    }

    /// <summary>The command of a line keeps the placeholders of command lines.</summary>
    private static Command Braces(Session session, Fields fields, JobSpec job, TaskSpec task)
    {
        var node = fields["command"] ?? fields["script"];
        if (node is null || (node is SequenceNode { Items.IsEmpty: true }))
        {
            session.Problems.Add(fields.At, "this task has no command", "write it back");
            return task.Command;
        }

        var command = task.Command with
        {
            Kind =
                node is SequenceNode ? CommandKind.Argv
                : fields["command"] is null ? CommandKind.Script
                : CommandKind.Shell,
            Words =
                node is SequenceNode
                    ? session.Values.Texts(node, "an argument")
                    : [session.Values.Text(node, "command") ?? ""],
        };
        foreach (var (message, hint) in CommandCheck.Problems(command, task.Expansion, job.Environment.ContainsKey))
        {
            session.Problems.Add(node.At, message, hint);
        }

        return command;
    }

    private static NameScope ScopeOf(JobSpec job, TaskSpec task, JobFileContext context) =>
        new()
        {
            Params = job.Params,
            Environment = job.Environment,
            Withheld = [.. job.LeftOut, .. job.Secrets.Select(secret => secret.Name), .. context.Capture.LeftOut],
            Expansion = task.Expansion,
            Needed = [.. task.Needs.Select(need => job.Tasks[need.Task].Id)],
            HasSchedule = job.ScheduledAt is not null,
        };
}
