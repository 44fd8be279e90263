using Rota.Cell;
using Rota.Cell.Identity;
using Rota.Cell.Joining;

namespace Rota.Web.Cells;

/// <summary>Who may ask a home for what.</summary>
internal static class CellGate
{
    /// <summary>Who asks, where it has a certificate of the cell.</summary>
    /// <exception cref="CellException">It has none.</exception>
    public static PeerName Certified(CellCall call) =>
        call.Peer
        ?? throw new CellException(CellFault.Foreign, "this machine is no member of the cell: it has no certificate");

    /// <summary>Who asks, where it is the home itself or a node that was not removed.</summary>
    /// <exception cref="CellException">It is neither.</exception>
    public static PeerName Member(CellCall call, JoinDesk desk) =>
        Certified(call) is { Role: CellRole.Home } home ? home : Node(call, desk);

    /// <summary>Who asks, where it is a node that was not removed.</summary>
    /// <exception cref="CellException">It is none.</exception>
    public static PeerName Node(CellCall call, JoinDesk desk)
    {
        var peer = Certified(call);
        desk.Admit(peer);
        return peer;
    }
}
