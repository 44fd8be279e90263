using System.Collections.Immutable;
using Rota.Core.Budgets;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Notation;
using Rota.Core.JobFiles.Scopes;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;
using Rota.Core.Notifying;

namespace Rota.Core.JobFiles.Reading;

/// <summary>What a job states of itself as a whole; null where it does not say.</summary>
internal sealed record JobHead(
    string? Name,
    string? Queue,
    string? Budget,
    int? Priority,
    ImmutableSortedDictionary<string, string> Tags,
    int? MaxParallel,
    FailureLimit? MaxFailures,
    TimeSpan? Spacing,
    bool? IsOpen,
    StartMoment? NotBefore,
    ImmutableArray<JobNeed> After,
    ImmutableArray<NotifyRule> Notify
)
{
    private const int PriorityMax = 1_000_000;

    /// <summary>Reads the keys of the job that stand for themselves.</summary>
    public static JobHead Read(Session session, Fields fields) =>
        new(
            fields["name"] is { } name ? NameOf(session, name) : null,
            fields["queue"] is { } queue ? session.Values.Name(queue, "queue") : null,
            fields["budget"] is { } budget ? BudgetOf(session, budget) : null,
            fields["priority"] is { } priority
                ? session.Values.Whole(priority, "priority", -PriorityMax, PriorityMax)
                : null,
            TextMapReader.Tags(session, fields["tags"]),
            fields["max_parallel"] is { } most
                ? session.Values.Whole(most, "max_parallel", 1, JobFileLimits.Tasks)
                : null,
            fields["max_failures"] is { } failures ? FailuresMax(session, failures) : null,
            fields["spacing"] is { } spacing ? session.Values.Duration(spacing, "spacing", canBeZero: false) : null,
            fields["open"] is { } open ? session.Values.Boolean(open, "open") : null,
            MomentReader.Read(session, fields["at"], fields["delay"]),
            AfterReader.Read(session, fields["after"]),
            NotifyReader.Read(session, fields["notify"])
        );

    private static string? NameOf(Session session, Node node) =>
        session.Values.Text(node, "name") is not { } name ? null
        : Names.IsPrintable(name) ? name
        : session.Values.Refuse<string>(node, $"name must have 1 to {JobFileLimits.NameLength} printable characters");

    private static string? BudgetOf(Session session, Node node) =>
        session.Values.Text(node, "budget") is not { } path ? null
        : ScopePath.Parse(path) is not null ? path
        : session.Values.Refuse<string>(node, $"budget must be the path of a scope, not {node.Kind}", ScopePath.Form);

    private static FailureLimit? FailuresMax(Session session, Node node)
    {
        if (node is ScalarNode scalar && Percent.TryParse(scalar.Text, out var share) && share > 0)
        {
            return new(share, IsPercent: true);
        }

        return node is ScalarNode text && text.Text.EndsWith('%')
                ? session.Values.Refuse<FailureLimit>(
                    node,
                    $"max_failures must be a number from 1 or a share above 0% and up to 100%, not {node.Kind}"
                )
            : session.Values.Whole(node, "max_failures", 1, JobFileLimits.Tasks) is { } number
                ? new(number, IsPercent: false)
            : null;
    }
}
