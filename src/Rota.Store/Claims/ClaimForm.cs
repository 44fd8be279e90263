using System.Text.Json;
using Rota.Core.Scheduling.Effects;
using Rota.Store.Specs;

namespace Rota.Store.Claims;

/// <summary>Why a claim is refused, as the text that a home stores.</summary>
public static class ClaimForm
{
    /// <summary>The text; empty for none.</summary>
    public static string Write(ClaimRefused? refused) =>
        refused is null
            ? ""
            : Properties.Object(json =>
            {
                json.Number("code", (long)refused.Code);
                json.Text("of", refused.Of);
                json.Number("asked", refused.Asked);
                json.Number("free", refused.Free);
                json.Text("holder", refused.Holder);
                json.Number("retry", refused.RetryAfter?.Ticks);
            });

    /// <summary>Reads what <see cref="Write"/> gave.</summary>
    public static ClaimRefused? Read(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        using var json = JsonDocument.Parse(text);
        var said = json.RootElement;
        return new ClaimRefused((ClaimCode)said.Integer("code", 0))
        {
            Of = said.Text("of"),
            Asked = said.Integer("asked"),
            Free = said.Integer("free"),
            Holder = said.Text("holder"),
            RetryAfter = said.Integer("retry") is { } ticks ? new TimeSpan(ticks) : null,
        };
    }
}
