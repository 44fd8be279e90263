using System.Text.Json.Serialization;

namespace Rota.App.Views;

/// <summary>What a use case answers. Its JSON is the same wherever it is written.</summary>
public abstract record View
{
    /// <summary>Version of the form: members may be added, and none is renamed or taken away within one.</summary>
    [JsonPropertyOrder(-1)]
    public int Version => 1;
}
