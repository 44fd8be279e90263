using Rota.App.Views;

namespace Rota.App.Upkeep;

/// <summary>A home that was moved.</summary>
/// <param name="To">Where it is now.</param>
/// <param name="Left">What is left of it where it was: a copy that nobody uses.</param>
public sealed record MoveView(string To, string Left) : View;
