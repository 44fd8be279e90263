using Rota.App.Serving;
using Rota.Cell.Directory;
using Rota.Cell.Nodes;
using Rota.Core.Placement.Nodes;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Cells;

/// <summary>The home's own machine among the nodes of its cell: nobody announces it.</summary>
internal static class HomeMachine
{
    /// <summary>How it stands.</summary>
    /// <param name="home">The home.</param>
    /// <param name="reader">The home, as it is read.</param>
    /// <param name="live">What runs on it.</param>
    public static RosterNode Of(IHome home, IHomeReader reader, NodeAttempts live)
    {
        var here = Environment.MachineName;
        var row = reader.OwnNode();
        var said = row?.Said;
        var node = new RosterNode
        {
            Name = said?.Name ?? here,
            IsHome = true,
            State = Served.By(home.State, reader) is null ? "not served" : "up",
            Standing = (row?.Standing ?? NodeStanding.Open).ToString().ToLowerInvariant(),
            Running = live.Running,
            Starting = live.Starting,
            Slots = said?.Capacity.Slots,
            MilliCpus = said?.Capacity.MilliCpus,
            MemoryBytes = said?.Capacity.MemoryBytes,
            Gpus = said?.Capacity.Gpus.Length,
            Labels = said?.Labels ?? NodeTraits.NoLabels,
            Zone = said?.Zone is { Length: > 0 } zone ? zone : null,
        };

        // A home on a server is read from other machines too, whose use says nothing of this one.
        return node.Name == here
            ? node with
            {
                Host = here,
                LoadPercent = SystemUse.LoadPercent(),
                MemoryFreeBytes = SystemUse.MemoryFreeBytes(),
            }
            : node;
    }
}
