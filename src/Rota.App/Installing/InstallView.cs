using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Installing;

/// <summary>The unit of a service, and what is to be done about it.</summary>
/// <param name="Name">Name of the service.</param>
/// <param name="File">Where its unit lies.</param>
/// <param name="Unit">Its text, as this program writes it.</param>
/// <param name="Change">What is done to the file.</param>
/// <param name="Next">Commands that have systemd take it over.</param>
public sealed record InstallView(string Name, string File, string Unit, UnitChange Change, IReadOnlyList<string> Next)
    : View;

/// <summary>How a file stands to what is to be in it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnitChange>))]
public enum UnitChange
{
    /// <summary>It is not there, and is written.</summary>
    [JsonStringEnumMemberName("new")]
    New,

    /// <summary>It says that already.</summary>
    [JsonStringEnumMemberName("same")]
    Same,

    /// <summary>It says something else, and is written over.</summary>
    [JsonStringEnumMemberName("replaced")]
    Replaced,

    /// <summary>It is taken away.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,
}

/// <summary>Whether a service is there, and whether its state is served.</summary>
/// <param name="Name">Name of the service.</param>
/// <param name="File">Where its unit lies, or would.</param>
/// <param name="IsInstalled">Whether it is there.</param>
/// <param name="IsServed">Whether a daemon serves the state.</param>
/// <param name="Pid">Its process; null where nobody serves.</param>
public sealed record ServiceView(string Name, string File, bool IsInstalled, bool IsServed, int? Pid) : View;

/// <summary>What became of services, as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(InstallView))]
[JsonSerializable(typeof(ServiceView))]
public sealed partial class InstallJson : JsonSerializerContext;
