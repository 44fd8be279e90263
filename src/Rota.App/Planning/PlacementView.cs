using System.Text.Json.Serialization;
using Rota.App.Wording;

namespace Rota.App.Planning;

/// <summary>What would run where if a job were submitted now.</summary>
public sealed record PlacementView
{
    private const int NodesSaid = 8;

    /// <summary>The nodes that would get tasks of it at once, those with most first.</summary>
    public required IReadOnlyList<PlacedTasks> Nodes { get; init; }

    /// <summary>How many tasks would wait that need no other of the job.</summary>
    public required long Waiting { get; init; }

    /// <summary>Why the first of those would wait; null where none would.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>How many wait for others of the job.</summary>
    public required long Later { get; init; }

    /// <summary>All of it as people read it.</summary>
    internal string Sentence
    {
        get
        {
            var parts = Nodes.Take(NodesSaid).Select(node => $"{node.Tasks} on {node.Node}").ToList();
            if (Nodes.Count > NodesSaid)
            {
                parts.Add($"{Nodes.Skip(NodesSaid).Sum(node => node.Tasks)} on {Nodes.Count - NodesSaid} more nodes");
            }

            if (Later > 0)
            {
                parts.Add($"{Later} after others of the job");
            }

            if (Waiting > 0)
            {
                parts.Add($"{Waiting} {(Waiting == 1 ? "waits" : "wait")}" + (Reason is null ? "" : $": {Reason}"));
            }

            return string.Join(", ", parts.DefaultIfEmpty(Words.Count(0L, "task")));
        }
    }
}

/// <summary>Tasks that a node would get.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Tasks">How many.</param>
public sealed record PlacedTasks(string Node, int Tasks);
