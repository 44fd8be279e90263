using System.Text.Json.Serialization;

namespace Rota.Web.Api;

/// <summary>A token that is to be made.</summary>
public sealed record TokenBody
{
    /// <summary>How people call it.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it allows: <c>read</c>, <c>logs</c>, <c>submit</c>, <c>place</c>, <c>operate</c> …</summary>
    public IReadOnlyList<string> Scopes { get; set; } = [];

    /// <summary>Labels of the jobs that it may see; empty for all jobs.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; set; } = new Dictionary<string, string>();

    /// <summary>How long it holds, as <c>30d</c>; null for ever.</summary>
    public string? Expires { get; set; }
}

/// <summary>Tasks of which something is asked, as one operation.</summary>
public sealed record TasksBody
{
    /// <summary>The jobs that they are of, by numbers or names.</summary>
    public IReadOnlyList<string> Jobs { get; set; } = [];

    /// <summary>Which of their tasks; empty for all.</summary>
    public string Filter { get; set; } = "";
}

/// <summary>Jobs of which something is asked, as one operation.</summary>
public sealed record FilterBody
{
    /// <summary>Which jobs.</summary>
    public string Filter { get; set; } = "";
}

/// <summary>The bodies as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(TasksBody))]
[JsonSerializable(typeof(FilterBody))]
public sealed partial class ControlBodyJson : JsonSerializerContext;
