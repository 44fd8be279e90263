using System.Globalization;
using Rota.Core.Model;
using Rota.Core.Placement.Nodes;

namespace Rota.Store.Nodes;

/// <summary>
/// What a node refused last, as its row has it: a line each, the newest first, as many as there is room for. The turn
/// that hears of one puts it before the others, so it costs no transaction, and who explains a task reads it.
/// </summary>
public static class KeptRefusals
{
    /// <summary>Characters that are kept: about ten refusals.</summary>
    public const int CharsMax = 1_500;

    private const int Parts = 9;

    /// <summary>The text with one more before what was there.</summary>
    public static string Put(NodeRefusal refusal, string before) => Cut(Write(refusal) + before);

    /// <summary>The refusal as a line.</summary>
    public static string Write(NodeRefusal refusal)
    {
        var (task, lack) = (refusal.Task, refusal.Lack);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{refusal.At.Micros}\t{task.Job.Value}\t{task.Group}\t{task.Index}\t{Plain(lack.Of)}\t{lack.Asked}"
                + $"\t{lack.Free}\t{Plain(lack.Holder)}\t{refusal.RetryAfter.Ticks}\n"
        );
    }

    /// <summary>Reads them, the newest first. What was cut off at the end is none.</summary>
    /// <param name="node">Whose they are.</param>
    /// <param name="text">The text of its row.</param>
    public static IReadOnlyList<NodeRefusal> Read(NodeId node, string text) =>
        [.. text.Split('\n')[..^1].Select(line => line.Split('\t')).Select(parts => Of(node, parts))];

    private static NodeRefusal Of(NodeId node, string[] parts)
    {
        Invariant.Check(parts.Length == Parts, $"a refusal of node {node} has {parts.Length} parts");
        return new NodeRefusal(
            node,
            new TaskKey(new JobId(Number(parts[1])), (int)Number(parts[2]), (int)Number(parts[3])),
            new NodeLack(parts[4], Number(parts[5]), Number(parts[6]), parts[7]),
            new Instant(Number(parts[0])),
            new TimeSpan(Number(parts[8]))
        );
    }

    private static string Cut(string text) => text.Length > CharsMax ? text[..CharsMax] : text;

    private static string Plain(string text) => text.Replace('\t', ' ').Replace('\n', ' ');

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
