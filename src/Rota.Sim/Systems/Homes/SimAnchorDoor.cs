using Rota.Node.Agent;
using Rota.Sim.Systems.Nodes;

namespace Rota.Sim.Systems.Homes;

/// <summary>The anchor of the simulated machine, as a runner sees it that finds no keeper.</summary>
internal sealed class SimAnchorDoor(SimNode node) : IAnchor
{
    public bool IsThere => node.HasAnchor;

    public string Log => "the trace";

    public void Start() => node.Starts.StartAnchor();

    public string? LastWord() => null;
}
