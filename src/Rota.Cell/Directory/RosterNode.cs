using System.Text.Json.Serialization;
using Rota.Fabric;

namespace Rota.Cell.Directory;

/// <summary>A node of a roster. What was not heard of is null.</summary>
public sealed record RosterNode
{
    private const string CutOff = "cut off";
    private const string Absent = "absent";

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is the home's own machine, which runs tasks as any node.</summary>
    public bool IsHome { get; init; }

    /// <summary>
    /// Its state: up, withdrawn, cut off (it was heard of before), or absent (not since the home began). Of the home's
    /// own machine up, or not served.
    /// </summary>
    public required string State { get; init; }

    /// <summary>What people said of it: open, cordoned or draining; null where that is not known.</summary>
    public string? Standing { get; init; }

    /// <summary>Why it takes no work; null where it does.</summary>
    public string? Reason { get; init; }

    /// <summary>The address it is connected from.</summary>
    public string? Address { get; init; }

    /// <summary>The name of its host.</summary>
    public string? Host { get; init; }

    /// <summary>How long ago it was heard of, in milliseconds.</summary>
    public long? AgeMs { get; init; }

    /// <summary>For how long it has been connected without a break, in milliseconds; null while it is not.</summary>
    public long? ConnectedMs { get; init; }

    /// <summary>
    /// The first epoch of its boot: what was committed before was meant for a machine that was restarted since.
    /// </summary>
    public long? BootEpoch { get; init; }

    /// <summary>Which start of it was heard of.</summary>
    public long? Incarnation { get; init; }

    /// <summary>What kind of machine it is.</summary>
    public string? Kind { get; init; }

    /// <summary>Its version of Rota.</summary>
    public string? RotaVersion { get; init; }

    /// <summary>Slots it has.</summary>
    public int? Slots { get; init; }

    /// <summary>Thousandths of CPUs it has.</summary>
    public long? MilliCpus { get; init; }

    /// <summary>Memory it has, in bytes.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>GPUs it has.</summary>
    public int? Gpus { get; init; }

    /// <summary>Memory that more could use, in bytes, as its system sees it.</summary>
    public long? MemoryFreeBytes { get; init; }

    /// <summary>Attempts that run there.</summary>
    public int? Running { get; init; }

    /// <summary>Attempts on their way to that.</summary>
    public int? Starting { get; init; }

    /// <summary>
    /// Live attempts of the home there that are in doubt while nobody hears of it; null where it is heard of.
    /// </summary>
    public int? InDoubt { get; init; }

    /// <summary>Processes that want a CPU there, over the last minute, in hundredths.</summary>
    public int? LoadPercent { get; init; }

    /// <summary>What jobs can ask for of it.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new SortedDictionary<string, string>();

    /// <summary>What fails together with it.</summary>
    public string? Zone { get; init; }

    /// <summary>Whether somebody hears of it.</summary>
    [JsonIgnore]
    public bool IsHeard => State is not (CutOff or Absent);

    internal static RosterNode Of(string name, HeardNode? heard) =>
        heard is null
            ? new RosterNode { Name = name, State = Absent }
            : new RosterNode
            {
                Name = name,
                State =
                    !heard.IsConnected ? CutOff
                    : heard.Said.Withdrawn is null ? "up"
                    : "withdrawn",
                Reason = heard.Said.Withdrawn,
                Address = heard.From,
                Host = heard.Said.Host,
                ConnectedMs = (long?)heard.ConnectedFor?.TotalMilliseconds,
                AgeMs = (long)heard.Age.TotalMilliseconds,
                Incarnation = heard.Said.Incarnation,
                Kind = heard.Said.Kind,
                RotaVersion = heard.Said.Version,
                Slots = heard.Said.Capacity.Slots,
                MilliCpus = heard.Said.Capacity.MilliCpus,
                MemoryBytes = heard.Said.Capacity.MemoryBytes,
                Gpus = heard.Said.Capacity.Gpus.Length,
                MemoryFreeBytes = heard.Said.Use.MemoryFreeBytes,
                Running = heard.Said.Use.Running,
                Starting = heard.Said.Use.Starting,
                LoadPercent = heard.Said.Use.LoadPercent,
                Labels = heard.Said.Labels,
                Zone = heard.Said.Zone,
            };
}
