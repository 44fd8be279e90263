using Rota.App.Cells;
using Rota.App.Wording;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Explaining;

/// <summary>What becomes of a task whose node is cut off.</summary>
internal static class CutOffNotes
{
    /// <summary>The note; null where its node is there, or nobody serves the home: then nobody knows.</summary>
    public static ReasonView? Of(IHome home, IHomeReader queries, JobRow job, TaskRow row)
    {
        if (
            row.Node is not { } node
            || File.Exists(home.State.Door(node.Value))
            || queries.CellNodes().FirstOrDefault(one => one.Id == node && !one.IsRemoved) is not { } known
            || queries.Load(job.Id) is not { Job: var active }
        )
        {
            return null;
        }

        var name = known.Said.Name;
        var silent = NodeLooks.SilenceOf(home.State, name);
        var since = silent is { } time
            ? $"node {name} is cut off since {Words.Duration(time)}"
            : $"node {name} is cut off";
        return active.PolicyOf(row.Group).OnDisconnect.ReplaceAfter is { } after
            ? new("cut-off", $"{since}: {Replaced(after, silent)}")
            : new(
                "cut-off",
                $"{since}: it is in doubt until {name} is back; rota cell remove {name} loses it, "
                    + "and what may be tried again runs elsewhere then"
            );
    }

    private static string Replaced(TimeSpan after, TimeSpan? silent) =>
        silent is { } time && time < after
            ? $"it is replaced in {Words.Duration(after - time)}, where that is not back before (replace_after)"
            : $"it is replaced when that has lasted {Words.Duration(after)} (replace_after)";
}
