using System.Text.Json;
using Rota.Core.Placement;
using Rota.Store.Specs;

namespace Rota.Store.Nodes;

/// <summary>What a node said of itself, as the text the store keeps of it, but for its name and what it has.</summary>
internal static class NodeForm
{
    public static string Write(NodeSaid said) =>
        Properties.Object(json =>
        {
            json.Text("boot", said.Boot);
            json.Text("state", said.State);
            json.Text("zone", said.Zone);
            json.Map("labels", said.Labels);
            json.Text("withdrawn", said.Withdrawn);
        });

    public static NodeSaid Read(string name, Capacity capacity, string text)
    {
        using var json = JsonDocument.Parse(text);
        return new NodeSaid
        {
            Name = name,
            Capacity = capacity,
            Boot = json.RootElement.Text("boot") ?? "",
            State = json.RootElement.Text("state") ?? "",
            Zone = json.RootElement.Text("zone") ?? "",
            Labels = json.RootElement.Map("labels"),
            Withdrawn = json.RootElement.Text("withdrawn"),
        };
    }
}
