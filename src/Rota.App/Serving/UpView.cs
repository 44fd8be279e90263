using Rota.App.Views;

namespace Rota.App.Serving;

/// <summary>A daemon that was started in the background, and serves.</summary>
/// <param name="Pid">Its process.</param>
public sealed record UpView(int Pid) : View
{
    /// <summary>Where what it says goes.</summary>
    internal string Log { get; init; } = "";
}
