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

    /// <summary>How far the cycle is at this moment; null where there is no member.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? AtMs { get; init; }

    /// <summary>Whose slot each moment of the cycle is, which begins at 0; null where there is no member.</summary>
    [JsonIgnore]
    public Frame? Frame =>
        AtMs is null
            ? null
            : new Frame
            {
                Epoch = Epoch,
                Cycle = (long)Math.Round(CycleMs * 1_000),
                Guard = (long)Math.Round(GuardMs * 1_000),
                Members = [.. Runners.Select(one => new Member(one.Id, one.Incarnation, one.Pid, StartTicks: 0))],
            };

    /// <summary>The moment, in microseconds of the cycle.</summary>
    [JsonIgnore]
    public long Now => (long)((AtMs ?? 0) * 1_000);
}
