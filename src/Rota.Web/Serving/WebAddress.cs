using System.Text.Json;
using System.Text.Json.Serialization;
using Rota.Store.Local;

namespace Rota.Web.Serving;

/// <summary>Where the server of a state listens, left in the state for who looks for it.</summary>
/// <param name="Url">Its address; null for one that listens on its socket alone.</param>
/// <param name="Socket">Its socket.</param>
/// <param name="Pid">Its process.</param>
public sealed record WebAddress(string? Url, string Socket, int Pid)
{
    /// <summary>The socket of a state.</summary>
    public static string SocketOf(StateDirectory state) => Path.Combine(state.Path, "api.sock");

    /// <summary>What the server of a state left there; null where none listens.</summary>
    public static WebAddress? Read(StateDirectory state) =>
        File.Exists(PathIn(state))
            ? JsonSerializer.Deserialize(File.ReadAllText(PathIn(state)), WebAddressJson.Default.WebAddress)
            : null;

    /// <summary>Leaves it in the state.</summary>
    public void Write(StateDirectory state)
    {
        var (path, partial) = (PathIn(state), PathIn(state) + ".new");
        File.WriteAllText(partial, JsonSerializer.Serialize(this, WebAddressJson.Default.WebAddress) + "\n");
        File.Move(partial, path, overwrite: true);
    }

    /// <summary>Takes it away.</summary>
    public static void Clear(StateDirectory state)
    {
        File.Delete(PathIn(state));
        File.Delete(SocketOf(state));
    }

    private static string PathIn(StateDirectory state) => Path.Combine(state.Path, "api.json");
}

/// <summary>Addresses as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WebAddress))]
internal sealed partial class WebAddressJson : JsonSerializerContext;
