using System.Text.Json;
using Rota.Core.Jobs;

namespace Rota.Store.Specs;

/// <summary>
/// How it is written what processes start with, where, and what becomes of them on a node that is cut off: nothing of what is
/// as ever.
/// </summary>
internal static class StartingForm
{
    public static void Write(Utf8JsonWriter json, TaskPolicy policy)
    {
        json.Text("inputFile", policy.Input?.File);
        json.Text("inputText", policy.Input?.Text);
        json.Number("ownDirectory", (int?)policy.OwnDirectory);
        json.Number("nice", policy.Nice);
        if (policy.Inputs is { } inputs)
        {
            json.Texts("inputs", inputs.Names);
            json.Number("movesNothing", inputs.Names.IsEmpty ? 1 : (long?)null);
        }

        NodesForm.Write(json, policy.Nodes);
        json.Number("selfStopTicks", policy.OnDisconnect.SelfStopAfter?.Ticks);
        json.Number("replaceTicks", policy.OnDisconnect.ReplaceAfter?.Ticks);
        json.Number("harmlessDuplicates", policy.OnDisconnect.DuplicatesAreHarmless ? 1 : (long?)null);
    }

    public static TaskPolicy Read(JsonElement json, TaskPolicy policy) =>
        policy with
        {
            Input =
                (json.Text("inputFile"), json.Text("inputText")) is var (file, text) && (file ?? text) is not null
                    ? new(file, text)
                    : null,
            OwnDirectory = (OwnDirectory?)json.Integer("ownDirectory"),
            Nice = (int?)json.Integer("nice"),
            Inputs =
                json.Texts("inputs") is var names && (!names.IsEmpty || json.Integer("movesNothing") is not null)
                    ? new(names)
                    : null,
            Nodes = NodesForm.Read(json),
            OnDisconnect = new()
            {
                SelfStopAfter = json.Integer("selfStopTicks") is { } stop ? new TimeSpan(stop) : null,
                ReplaceAfter = json.Integer("replaceTicks") is { } replace ? new TimeSpan(replace) : null,
                DuplicatesAreHarmless = json.Integer("harmlessDuplicates") is not null,
            },
        };
}
