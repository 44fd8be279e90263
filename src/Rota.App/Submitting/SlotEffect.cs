using Rota.App.Explaining;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Node.Machine;
using Rota.Store.Home;

namespace Rota.App.Submitting;

/// <summary>What keeps a number of slots that was asked for from having the effect that it seems to have.</summary>
/// <param name="Own">The limit that the job has; null for none.</param>
/// <param name="Room">That there is room for fewer, and why, in a sentence; null where there is room.</param>
/// <param name="ServerSlots">Slots of another process that runs the job; null where none does.</param>
public sealed record SlotEffect(int? Own, string? Room, int? ServerSlots) : View
{
    /// <summary>Holds what was asked for against the limit of the job, and against who runs it.</summary>
    internal static SlotEffect Of(IHome home, NodeOptions node, JobId job, int asked)
    {
        using var queries = home.Read();
        return new SlotEffect(
            queries.MaxParallel(job),
            RoomNote.Of(home.State, queries, node, job, asked),
            Served.By(home.State, queries) is null ? null : queries.NodeCapacity()?.Slots
        );
    }
}
