using System.Text.Json.Serialization.Metadata;

namespace Rota.Web.Routing;

/// <summary>
/// Something that can be asked for over HTTP. What is served, who may ask and what the document says of it are read off
/// the same list.
/// </summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, with parameters in braces.</param>
/// <param name="Scope">What the token must allow.</param>
/// <param name="Summary">What it does, in a sentence.</param>
public sealed record Route(string Method, string Path, Scope Scope, string Summary)
{
    /// <summary>
    /// Whether it is about jobs alone, whose labels say who may see them. Whoever may see some jobs only is refused all
    /// other routes.
    /// </summary>
    public bool IsOfJobs { get; init; }

    /// <summary>What can be said in the query; anything else is refused.</summary>
    public IReadOnlyList<Parameter> Query { get; init; } = [];

    /// <summary>Whether its query is not for the server: it is the state of a page.</summary>
    public bool IsOpenQuery { get; init; }

    /// <summary>What the body holds; null where there is none.</summary>
    public JsonTypeInfo? Body { get; init; }

    /// <summary>What the answer holds; null where it is no JSON.</summary>
    public JsonTypeInfo? Answer { get; init; }

    /// <summary>The type of the answer.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Answers.</summary>
    internal Func<Call, Task> Handle { get; init; } = null!;

    /// <summary>The same, about jobs alone.</summary>
    public Route OfJobs() => this with { IsOfJobs = true };

    /// <summary>Also understands these.</summary>
    public Route With(params IReadOnlyList<Parameter> query) => this with { Query = [.. Query, .. query] };
}
