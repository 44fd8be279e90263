using System.Text.Json;
using Rota.Store.Specs;

namespace Rota.Store.Turns;

/// <summary>A request to add tasks as the inbox keeps it: what they are made of, as an entry has it.</summary>
internal static class AddForm
{
    public static string Write(Request.Add add) =>
        Properties.Object(json =>
        {
            json.Text("key", add.Key);
            json.WriteNumber("entry", add.Group);
            ExpansionForm.Write(json, add.More);
        });

    public static Request.Add Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        return new Request.Add(
            (int)json.RootElement.Integer("entry", 0),
            ExpansionForm.Read(json.RootElement),
            json.RootElement.Text("key")
        );
    }
}
