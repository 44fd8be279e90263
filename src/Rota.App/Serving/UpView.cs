using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Serving;

/// <summary>A daemon that was started in the background, and serves, or stands by.</summary>
/// <param name="Pid">Its process.</param>
public sealed record UpView(int Pid) : View
{
    /// <summary>Where another machine serves the home, which it waits for; null where it serves.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StandsByFor { get; init; }

    /// <summary>Where what it says goes.</summary>
    internal string Log { get; init; } = "";
}
