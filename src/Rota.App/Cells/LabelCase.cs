using System.Collections.Immutable;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.Cell.Identity;
using Rota.Cell.State;
using Rota.Core.Jobs;
using Rota.Core.Placement.Nodes;
using Rota.Node.Agent;
using Rota.Store.Local;
using Rota.Store.Nodes;

namespace Rota.App.Cells;

/// <summary>What jobs can ask for of this machine.</summary>
public sealed record LabelRequest
{
    /// <summary>Labels that it gets.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = NodeTraits.NoLabels;

    /// <summary>Names of labels that it loses.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Its zone; empty for none, null for what it was.</summary>
    public string? Zone { get; init; }

    /// <summary>Whether it changes anything.</summary>
    public bool IsEmpty => Labels.Count == 0 && Without.Count == 0 && Zone is null;

    internal ImmutableSortedDictionary<string, string> On(IReadOnlyDictionary<string, string> labels) =>
        labels
            .ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)
            .RemoveRange(Without)
            .SetItems(Labels);
}

/// <summary>Labels the machine of a state: the home's own, or a node of a cell.</summary>
public static class LabelCase
{
    /// <summary>Changes its labels, and says which it has.</summary>
    /// <exception cref="ProblemException">A label cannot be one.</exception>
    public static LabelsView Label(Site site, LabelRequest request)
    {
        Check(request.Labels, request.Zone);
        var folder = new CellFolder(StateDirectory.Open(site.Path, create: true));
        if (CellSettings.Find(folder) is { Role: CellRole.Node })
        {
            return OfNode(folder, request);
        }

        var name = Environment.MachineName;
        var home = site.Create();
        if (request.IsEmpty)
        {
            using var queries = home.Read();
            return View(queries.OwnNode()?.Said);
        }

        var fresh = new NodeSaid
        {
            Name = name,
            Capacity = NodeCapacity.Detect(site.Node, null),
            Boot = "",
            State = "",
        };
        using var registry = home.Nodes();
        return View(
            registry
                .Label(fresh, said => said with { Labels = request.On(said.Labels), Zone = request.Zone ?? said.Zone })
                .Said
        );

        LabelsView View(NodeSaid? said) =>
            new(
                said?.Name ?? name,
                said?.Labels ?? NodeTraits.NoLabels,
                said?.Zone is { Length: > 0 } zone ? zone : null
            );
    }

    /// <summary>Refuses labels that jobs could not ask for.</summary>
    /// <exception cref="ProblemException">There is one.</exception>
    internal static void Check(IReadOnlyDictionary<string, string> labels, string? zone)
    {
        foreach (var (label, value) in labels)
        {
            if (label is NodeTraits.NodeLabel or NodeTraits.ZoneLabel)
            {
                throw new ProblemException(
                    ProblemCodes.Usage,
                    $"label {label}={value}: {label} is what each machine has of itself",
                    label == NodeTraits.ZoneLabel ? $"write --zone {value}" : "its name is said when it joins: --name"
                );
            }

            if (!NodeTerm.IsLabel(label) || !NodeTerm.IsValue(value))
            {
                throw new ProblemException(
                    ProblemCodes.Usage,
                    $"label {label}={value}: jobs could not ask for it",
                    NodeTerm.IsLabel(label) ? NodeTerm.ValueForm : NodeTerm.Form
                );
            }
        }

        if (zone is { Length: > 0 } && !NodeTerm.IsValue(zone))
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"--zone {zone}: jobs could not ask for it",
                NodeTerm.ValueForm
            );
        }
    }

    /// <summary>A node says itself what it is, with each of its words to the home.</summary>
    private static LabelsView OfNode(CellFolder folder, LabelRequest request)
    {
        using var held = folder.Lock();
        var settings = CellSettings.Of(folder, CellRole.Node);
        var zone = request.Zone ?? settings.Zone;
        var labelled = settings with
        {
            Labels = request.On(settings.Labels),
            Zone = zone is { Length: > 0 } ? zone : null,
        };
        if (!request.IsEmpty)
        {
            labelled.Write(folder);
        }

        return new LabelsView(labelled.Name, labelled.Labels, labelled.Zone);
    }
}

/// <summary>What jobs can ask for of a machine.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Zone">What fails together with it; null for nothing in particular.</param>
public sealed record LabelsView(string Node, IReadOnlyDictionary<string, string> Labels, string? Zone) : View;
