using System.Collections.Immutable;
using Rota.Core.Bytes;
using Rota.Core.JobFiles.Expansions;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Scopes;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;
using Rota.Core.Schedules;

namespace Rota.Core.JobFiles.Reading;

/// <summary>
/// Reads a whole job file from its tree. It goes on after each problem, so that all are found at once.
/// </summary>
internal sealed class JobReader(Session session, string fileName)
{
    private const int Version = 1;

    /// <summary>When the job is submitted by itself; null without a schedule.</summary>
    public ScheduleSpec? Schedule { get; private set; }

    private ValueReader Values => session.Values;

    /// <summary>
    /// The job, or null when the file is not even a mapping. It counts only where there are no problems.
    /// </summary>
    public JobSpec? Read(Node root)
    {
        if (Fields.Of(root, JobFileKeys.Job, "the job", session.Problems) is not { } fields)
        {
            return null;
        }

        if (fields["version"] is { } version)
        {
            _ = Values.Whole(version, "version", Version, Version);
        }

        Schedule = fields["schedule"] is { } schedule ? ScheduleReader.Read(session, schedule) : null;
        var parameters = ParamsReader.Read(session, fields["params"]);
        var variables = JobVariables.Read(session, fields, parameters, fields["schedule"] is not null);
        var scope = variables.Scope;
        JobPlace.Read(session, fields["directory"], scope);
        var policies = new PolicyTable();
        var head = JobHead.Read(session, fields);
        if (Schedule is not null)
        {
            ScheduledKeys.Check(session, fields);
        }

        return new()
        {
            Name = head.Name ?? NameOfFile,
            Queue = head.Queue,
            Budget = head.Budget,
            Priority = head.Priority ?? 0,
            Tags = head.Tags,
            Params = parameters,
            Environment = variables.Environment,
            Stated = variables.Stated,
            Secrets = variables.Secrets,
            LeftOut = variables.LeftOut,
            Directory = session.Context.Directory,
            MaxParallel = head.MaxParallel,
            MaxFailures = head.MaxFailures,
            Spacing = head.Spacing,
            IsOpen = head.IsOpen ?? false,
            NotBefore = head.NotBefore,
            After = head.After,
            Notify = head.Notify,
            Tasks = Tasks(fields, Defaults(fields["defaults"], scope), scope, policies),
            Policies = policies.ToImmutable(),
        };
    }

    private string NameOfFile =>
        ByteText.Visible(Path.GetFileNameWithoutExtension(fileName)) is { Length: > 0 } stem && Names.IsPrintable(stem)
            ? stem
            : "job";

    private TaskPolicy Defaults(Node? node, NameScope scope)
    {
        if (node is null || Fields.Of(node, JobFileKeys.Defaults, "defaults", session.Problems) is not { } fields)
        {
            return new TaskPolicy();
        }

        session.AllowsEmptyLists = ExpansionReader.AllowsEmpty(session, fields) ?? session.AllowsEmptyLists;
        return PolicyReader.Read(session, fields, new TaskPolicy(), scope);
    }

    private ImmutableArray<TaskSpec> Tasks(Fields fields, TaskPolicy defaults, NameScope scope, PolicyTable policies)
    {
        if (fields["tasks"] is not SequenceNode { Items: { IsEmpty: false } entries })
        {
            session.Problems.Add(
                fields["tasks"]?.At ?? fields.At,
                "the job has no list of tasks",
                "write tasks: [{command: ...}]"
            );
            return [];
        }

        var ordinary = entries.Length;
        entries = [.. entries, .. Last(fields["finally"])];
        var ids = TaskIds.Read(session, entries);
        var reader = new TaskReader(session, defaults, scope, policies, new(session, ids, ordinary));
        var tasks = ImmutableArray.CreateBuilder<TaskSpec>(entries.Length);
        for (var position = 0; position < entries.Length; position++)
        {
            if (reader.Read(entries[position], ids.All[position], position) is { } task)
            {
                tasks.Add(task with { IsFinally = position >= ordinary });
            }
        }

        if (tasks.Count == entries.Length)
        {
            CheckCycles(entries, tasks, ids);
        }

        return tasks.DrainToImmutable();
    }

    /// <summary>What runs however the job ends: one entry, or a list of them.</summary>
    private ImmutableArray<Node> Last(Node? node)
    {
        switch (node)
        {
            case null:
                return [];
            case MappingNode:
                return [node];
            case SequenceNode { Items: { IsEmpty: false } entries }:
                return entries;
            default:
                session.Problems.Add(
                    node.At,
                    $"finally must be a task or a list of tasks, not {node.Kind}",
                    "write finally: {command: ...}"
                );
                return [];
        }
    }

    private void CheckCycles(ImmutableArray<Node> entries, ImmutableArray<TaskSpec>.Builder tasks, TaskIds ids)
    {
        foreach (var (entry, path) in NeedCycles.Find([.. tasks.Select(task => task.Needs)], ids.All))
        {
            var at = (entries[entry] as MappingNode)?.Find("needs")?.At ?? entries[entry].At;
            session.Problems.Add(
                at,
                $"these tasks need each other, so none could start: {path}",
                "remove one of these needs"
            );
        }
    }
}
