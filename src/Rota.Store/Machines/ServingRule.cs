using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store.Nodes;
using Rota.Store.Rows;

namespace Rota.Store.Machines;

/// <summary>
/// Which of several machines serves a home that is on neither of them. Each is a node with a number of its own, for
/// good: what runs on one that serves no more is in doubt there, as on any node that is cut off.
/// </summary>
public static class ServingRule
{
    /// <summary>A machine that comes to a home for the first time.</summary>
    /// <param name="nodes">All nodes that the home knows.</param>
    /// <param name="host">The name of its host.</param>
    /// <returns>Its row. What it has is said when it serves, or announces itself.</returns>
    public static NodeRow Enrolled(IReadOnlyCollection<NodeRow> nodes, string host) =>
        new()
        {
            Id = new NodeId(nodes.Select(row => row.Id.Value).DefaultIfEmpty(0).Max() + 1),
            Said = new NodeSaid
            {
                Name = FreeName(nodes, host),
                Capacity = Capacity.None,
                Boot = "",
                State = "",
            },
        };

    /// <summary>
    /// The timetable and both machines once another serves. The boot of each machine goes with its row, so that what it
    /// ran before counts as of this boot when it is heard of again, or serves again.
    /// </summary>
    /// <param name="frame">The timetable as it was; its members all go.</param>
    /// <param name="left">The machine that served.</param>
    /// <param name="state">The directory of its state.</param>
    /// <param name="coming">The machine that is to serve.</param>
    public static (FrameRow Frame, NodeRow Left) TakenOver(
        FrameRow frame,
        NodeRow left,
        string state,
        NodeRow coming
    ) =>
        (
            frame with
            {
                BootId = coming.Said.Boot,
                BootEpoch = coming.BootEpoch,
            },
            left with
            {
                Said = left.Said with { Boot = frame.BootId, State = state },
                BootEpoch = frame.BootEpoch,
                ServedUntil = frame.Epoch + 1,
            }
        );

    /// <summary>The name of a host, or one like it where another node has that.</summary>
    public static string FreeName(IEnumerable<NodeRow> others, string host)
    {
        var taken = others.Where(row => !row.IsRemoved).Select(row => row.Said.Name).ToHashSet(StringComparer.Ordinal);
        var name = host;
        for (var number = 2; taken.Contains(name); number++)
        {
            name = $"{host}-{number}";
        }

        return name;
    }
}
