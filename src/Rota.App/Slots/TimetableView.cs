using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Slots;

namespace Rota.App.Slots;

/// <summary>The frame and what its members show of themselves, at one moment.</summary>
public sealed record TimetableView : View
{
    /// <summary>Raised by one with every change of the members.</summary>
    public required long Epoch { get; init; }

    /// <summary>Length of a cycle.</summary>
    public required double CycleMs { get; init; }

    /// <summary>Length of each member's slot.</summary>
    public required double SlotMs { get; init; }

    /// <summary>Wait at the beginning of each slot.</summary>
    public required double GuardMs { get; init; }

    /// <summary>Whether nobody works in another's slot, and the cycle stays as it is.</summary>
    public required bool Strict { get; init; }

    /// <summary>Tasks that state no resources and may run at a time; null before a runner said so.</summary>
    public int? Slots { get; init; }

    /// <summary>How often the write lock was not free to a runner in its own slot.</summary>
    public required long Contention { get; init; }

    /// <summary>
    /// Turns with work that fit in a second at their measured cost, by all runners together, for slots are serial; null
    /// before one was measured.
    /// </summary>
    public double? TurnsPerSecondMax { get; init; }

    /// <summary>The members in rank order.</summary>
    public required IReadOnlyList<RunnerView> Runners { get; init; }

    /// <summary>Whose slot each moment of the cycle is; null where there is no member.</summary>
    [JsonIgnore]
    public Frame? Frame { get; init; }

    /// <summary>The moment, in microseconds of the monotonic clock.</summary>
    [JsonIgnore]
    public long Now { get; init; }
}
