using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.State;
using Rota.Sim.Systems.Nodes;

namespace Rota.Sim.Systems.Invariants;

/// <summary>
/// Nothing is begun on a machine that people want empty, or that they took out, once runners had the time to look.
/// </summary>
internal sealed class StandingIsKept : IntentInvariant
{
    /// <summary>A runner looks once a second, and a commit may take a while.</summary>
    private const long Slack = 3_000_000;
    private readonly Dictionary<SimNode, (NodeStanding Standing, long At)> said = [];

    public override string Name => "anytime_nothing_starts_where_it_may_not";

    public override void Stood(SimNode node, NodeStanding standing)
    {
        if (!said.TryGetValue(node, out var before) || before.Standing == NodeStanding.Open)
        {
            said[node] = (standing, Book.Node.World.Now);
        }
        else
        {
            said[node] = (standing, before.At);
        }
    }

    protected override void Intended(Attempt attempt)
    {
        if (
            Book.Cell.Of(attempt.Node) is { } node
            && said.TryGetValue(node, out var stands)
            && stands.Standing != NodeStanding.Open
            && Book.Node.World.Now - stands.At > Slack
        )
        {
            Broken($"attempt {attempt.Id} is to start on node {attempt.Node}, which is {stands.Standing}");
        }
    }
}

/// <summary>
/// Nothing is begun on a machine that could start nothing since it joined: its own test says so with its first word.
/// </summary>
internal sealed class BrokenMachinesStayEmpty : IntentInvariant
{
    public override string Name => "anytime_broken_machines_stay_empty";

    protected override void Intended(Attempt attempt)
    {
        if (Book.Cell.Of(attempt.Node) is { IsBornBroken: true })
        {
            Broken($"attempt {attempt.Id} is to start on node {attempt.Node}, which can start nothing");
        }
    }
}

/// <summary>Keepers of other machines hear at last that ends are committed, and forget them.</summary>
internal sealed class NothingIsOwed : WorldInvariant
{
    public override string Name => "finally_keepers_hear_what_is_committed";

    public override void AtTheEnd()
    {
        foreach (var machine in Book.Cell.Members.Select(member => member.Node).Where(machine => machine.Owed > 0))
        {
            Broken($"the keeper of machine {machine.Number} holds {machine.Owed} ends that are committed");
        }
    }
}
