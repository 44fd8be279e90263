using System.Collections.Immutable;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Notation;
using Rota.Core.JobFiles.Scopes;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles.Reading;

/// <summary>
/// Reads <c>needs</c>: an id, a list of ids, or a list of mappings with a condition. Positions from
/// <paramref name="ordinary"/> on are those of <c>finally</c>: no task outside of it can need one, and one of it needs
/// no task outside.
/// </summary>
internal sealed class NeedsReader(Session session, TaskIds ids, int ordinary)
{
    private static readonly ImmutableArray<string> Conditions = ["succeeded", "failed", "finished"];

    /// <summary>The needs of the entry at a position.</summary>
    public ImmutableArray<Need> Read(Node? node, int position)
    {
        if (node is null or SequenceNode { Items.IsEmpty: true })
        {
            return [];
        }

        var items = ValueReader.Items(node);
        var needs = ImmutableArray.CreateBuilder<Need>(items.Length);
        var seen = items.Length > 1 ? new HashSet<int>() : null;
        foreach (var item in items)
        {
            if (One(item, position) is not { } need)
            {
                continue;
            }

            if (seen?.Add(need.Task) == false)
            {
                session.Problems.Add(item.At, "this task is needed twice", "keep one of the two");
            }

            needs.Add(need);
        }

        return needs.DrainToImmutable();
    }

    /// <summary>The ids of needed entries.</summary>
    public ImmutableArray<string> Ids(ImmutableArray<Need> needs) => [.. needs.Select(need => ids.All[need.Task])];

    private Need? One(Node node, int position)
    {
        if (node is not MappingNode)
        {
            return Target(node, position) is { } plain ? new(plain, NeedCondition.Succeeded) : null;
        }

        if (Fields.Of(node, JobFileKeys.Need, "a need", session.Problems) is not { } fields)
        {
            return null;
        }

        var condition = fields["condition"] is { } conditionNode
            ? (NeedCondition?)session.Values.Word(conditionNode, "condition", Conditions)
            : NeedCondition.Succeeded;
        var share = 100.0;
        if (fields["min_success"] is { } shareNode)
        {
            if (shareNode is not ScalarNode scalar || !Percent.TryParse(scalar.Text, out share))
            {
                session.Problems.Add(
                    shareNode.At,
                    $"min_success must be a share from 0% to 100%, not {shareNode.Kind}",
                    "write 95%"
                );
            }
            else if (condition is not null and not NeedCondition.Succeeded)
            {
                session.Problems.Add(
                    shareNode.At,
                    "min_success goes with condition: succeeded only",
                    "remove one of the two"
                );
            }
        }

        if (fields["task"] is not { } taskNode)
        {
            return session.Values.Refuse<Need>(node, "this need names no task", "write {task: ID}");
        }

        return Target(taskNode, position) is { } target && condition is { } met ? new(target, met, share) : null;
    }

    private int? Target(Node node, int position)
    {
        if (node is not ScalarNode { IsNull: false } scalar)
        {
            return session.Values.Refuse<int?>(node, $"needs must name tasks, not {node.Kind}");
        }

        if (!ids.Positions.TryGetValue(scalar.Text, out var target))
        {
            var nearest = session.Problems.IsLong ? null : Nearest.Of(scalar.Text, ids.Positions.Keys);
            return session.Values.Refuse<int?>(
                node,
                $"there is no task {scalar.Kind}",
                nearest is null ? "needs names other tasks of this file by their id" : $"did you mean \"{nearest}\"?"
            );
        }

        return target >= ordinary != position >= ordinary
                ? session.Values.Refuse<int?>(
                    node,
                    target >= ordinary
                        ? $"the task {scalar.Kind} is one of finally, which starts when all others have ended"
                        : $"the task {scalar.Kind} has ended by then: what stands under finally waits for all tasks",
                    "remove this need"
                )
            : target != position ? target
            : session.Values.Refuse<int?>(
                node,
                $"the task {scalar.Kind} needs itself, so it could never start",
                "remove this need"
            );
    }
}
