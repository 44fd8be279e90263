using System.Collections.Immutable;
using Rota.Core.JobFiles.Expansions;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Notation;
using Rota.Core.JobFiles.Scopes;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;

namespace Rota.Core.JobFiles.Reading;

/// <summary>Reads the entries under <c>tasks</c>, once their ids are known.</summary>
internal sealed class TaskReader(
    Session session,
    TaskPolicy defaults,
    NameScope scope,
    PolicyTable policies,
    NeedsReader needs
)
{
    private const int OutputsMax = 10_000;
    private const int ResultsMax = 1_000;

    private readonly ExpansionReader expansions = new(session, scope);

    /// <summary>The entry at a position, or null when it is not even a mapping.</summary>
    public TaskSpec? Read(Node node, string id, int position)
    {
        if (Fields.Of(node, JobFileKeys.Task, $"task \"{id}\"", session.Problems) is not { } fields)
        {
            return null;
        }

        var needed = needs.Read(fields["needs"], position);

        // After a problem the names of its variables are unknown: complaints about those would only repeat it.
        var expansion = expansions.Read(fields, out var parallelMax);
        var own = expansion switch
        {
            null => null,
            Expansion.One => SingleScope,
            _ => scope with { Expansion = expansion },
        };
        own = needed.IsEmpty || own is null ? own : own with { Needed = needs.Ids(needed) };
        var policy = own is null ? defaults : PolicyReader.Read(session, fields, defaults, own);
        InputsReader.CheckOutputs(session, fields["outputs"], policy);
        return new()
        {
            Id = id,
            Needs = needed,
            Expansion = expansion ?? Expansion.One.Instance,
            Command = own is null ? Unread : CommandReader.Read(session, fields, own),
            Policy = policies.PositionOf(policy),
            MaxParallel = parallelMax,
            Concurrency =
                own is not null && fields["concurrency"] is { } concurrency ? ReadConcurrency(concurrency, own) : null,
            Outputs = own is not null && fields["outputs"] is { } outputs ? ReadOutputs(outputs, own) : [],
            RedirectsErrors = session.Values.IsTrue(fields["redirect_stderr"], "redirect_stderr"),
            Results = fields["results"] is { } results ? ReadResults(results) : [],
        };
    }

    private static readonly Command Unread = new() { Kind = CommandKind.Argv, Words = [] };

    private NameScope SingleScope => field ??= scope with { Expansion = Expansion.One.Instance };

    private Concurrency? ReadConcurrency(Node node, NameScope own)
    {
        if (Fields.Of(node, JobFileKeys.Concurrency, "concurrency", session.Problems) is not { } fields)
        {
            return null;
        }

        if (
            fields["key"] is not { } keyNode
            || session.Values.Text(keyNode, "the key of concurrency") is not { Length: > 0 } key
        )
        {
            return session.Values.Refuse<Concurrency>(
                node,
                "concurrency needs a key",
                "write concurrency: {key: license, limit: 2}"
            );
        }

        TemplateCheck.Argument(session, keyNode, key, own);
        if (Template.Parse(key).Placeholders.Any(placeholder => placeholder.Name == Placeholder.Slot))
        {
            session.Problems.Add(
                keyNode.At,
                "${task.slot} is not known before the task starts",
                "write it in the command or in env"
            );
        }

        var limit = fields["limit"] is { } limitNode
            ? session.Values.Whole(limitNode, "limit", 1, JobFileLimits.Tasks)
            : 1;
        return new(key, limit ?? 1);
    }

    private ImmutableArray<string> ReadOutputs(Node node, NameScope own)
    {
        var items = ValueReader.Items(node);
        if (items.Length > OutputsMax)
        {
            session.Problems.Add(node.At, $"a task can have {OutputsMax:N0} outputs at most");
            return [];
        }

        foreach (var item in items.OfType<ScalarNode>())
        {
            if (item is { Text: "", IsNull: false })
            {
                session.Problems.Add(item.At, "an output has no name", "name a file that must exist after success");
            }

            TemplateCheck.Argument(session, item, item.Text, own);
        }

        return session.Values.Texts(node, "an output");
    }

    private ImmutableArray<string> ReadResults(Node node)
    {
        var items = ValueReader.Items(node);
        if (items.Length > ResultsMax)
        {
            session.Problems.Add(node.At, $"a task can have {ResultsMax:N0} results at most");
            return [];
        }

        foreach (var item in items.OfType<ScalarNode>().Where(item => item is { Text: "", IsNull: false }))
        {
            session.Problems.Add(
                item.At,
                "a result has no name",
                "name a value that each task reports: results: [loss]"
            );
        }

        return session.Values.Texts(node, "a result");
    }
}
