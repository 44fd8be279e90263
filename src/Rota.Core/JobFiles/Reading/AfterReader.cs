using System.Collections.Immutable;
using System.Globalization;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles.Reading;

/// <summary>
/// Reads <c>after</c>: numbers of jobs with a condition behind them (<c>14</c>, <c>14:failed,15:any</c>), or a list of
/// these or of mappings.
/// </summary>
internal static class AfterReader
{
    private const int JobsMax = 1_000;
    private const string Form = "write 14, 14:any or 14:failed, with commas between several";

    /// <summary>The words, in the order of the values.</summary>
    private static readonly ImmutableArray<string> Conditions = ["succeeded", "failed", "finished"];

    /// <summary>The jobs that are needed.</summary>
    public static ImmutableArray<JobNeed> Read(Session session, Node? node)
    {
        if (node is null)
        {
            return [];
        }

        var needs = ValueReader.Items(node).SelectMany(item => Item(session, item)).ToImmutableArray();
        if (needs.Length > JobsMax)
        {
            session.Problems.Add(node.At, $"a job can wait for {JobsMax:N0} others at most");
        }

        foreach (var twice in needs.CountBy(need => need.Job).Where(job => job.Value > 1))
        {
            session.Problems.Add(node.At, $"job {twice.Key} is named twice", "keep one of the two");
        }

        return needs;
    }

    private static IEnumerable<JobNeed> Item(Session session, Node node) =>
        node switch
        {
            MappingNode => Mapping(session, node) is { } need ? [need] : [],
            ScalarNode { IsNull: false } scalar => scalar
                .Text.Split(',')
                .Select(part => One(session, node, part))
                .OfType<JobNeed>(),
            _ => Refused(session, node),
        };

    private static JobNeed? Mapping(Session session, Node node)
    {
        if (Fields.Of(node, JobFileKeys.After, "an entry of after", session.Problems) is not { } fields)
        {
            return null;
        }

        var condition = fields["condition"] is { } word ? session.Values.Word(word, "condition", Conditions) : 0;
        return fields["job"] is not ScalarNode job
                ? session.Values.Refuse<JobNeed>(node, "this names no job", "write {job: 14}")
            : Number(job.Text) is { } id
                ? condition is { } met ? new JobNeed(id, (NeedCondition)met)
                    : null
            : Refused(session, job).FirstOrDefault();
    }

    private static JobNeed? One(Session session, Node node, string text)
    {
        var (job, word) = text.Trim().Split(':', 2) switch
        {
            [var only] => (only, "succeeded"),
            [var number, "any"] => (number, "finished"),
            [var number, var condition] => (number, condition),
            _ => ("", ""),
        };
        if (Number(job) is not { } id)
        {
            return Refused(session, node).FirstOrDefault();
        }

        return Conditions.IndexOf(word) is >= 0 and var at
            ? new JobNeed(id, (NeedCondition)at)
            : session.Values.Refuse<JobNeed>(
                node,
                $"after has no condition \"{word}\"",
                Nearest.Of(word, [.. Conditions, "any"]) is { } nearest ? $"did you mean {nearest}?" : Form
            );
    }

    private static JobId? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new JobId(number)
            : null;

    private static IEnumerable<JobNeed> Refused(Session session, Node node)
    {
        session.Problems.Add(node.At, $"after must name jobs by their numbers, not {node.Kind}", Form);
        return [];
    }
}
