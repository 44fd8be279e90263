namespace Rota.Web.Routing;

/// <summary>A parameter of a query.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What it says, in a sentence.</param>
public sealed record Parameter(string Name, string Meaning);
