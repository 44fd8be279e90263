using System.Text.Json.Serialization;
using Rota.Cell.State;
using Rota.Fabric;

namespace Rota.Cell.Directory;

/// <summary>The nodes of a cell, as its home tells its members.</summary>
/// <param name="CellName">The cell's name.</param>
/// <param name="Nodes">Those that have joined, by name.</param>
public sealed record CellRoster(string CellName, IReadOnlyList<RosterNode> Nodes)
{
    /// <summary>Puts members and what was heard of them together.</summary>
    /// <param name="cell">The cell's name.</param>
    /// <param name="members">Who has joined.</param>
    /// <param name="heard">What was heard.</param>
    public static CellRoster Of(string cell, IReadOnlyList<Member> members, IReadOnlyList<HeardNode> heard)
    {
        var byName = heard.ToDictionary(node => node.Said.Name);
        return new CellRoster(
            cell,
            [
                .. members.Select(member => RosterNode.Of(member.Name, byName.GetValueOrDefault(member.Name))),
                // Machines that stand by for the home have not joined: they have the authority's key.
                .. heard
                    .ExceptBy(members.Select(member => member.Name), node => node.Said.Name)
                    .Select(node => RosterNode.Of(node.Said.Name, node)),
            ]
        );
    }
}

/// <summary>Rosters as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CellRoster))]
public sealed partial class CellRosterJson : JsonSerializerContext;
