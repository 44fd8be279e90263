using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Slots;

namespace Rota.App.Slots;

/// <summary>Whether a timetable can attend so many workers, and what would have to change.</summary>
/// <param name="Plan">The timetable.</param>
public sealed record CapacityView([property: JsonIgnore] CapacityPlan Plan) : View
{
    /// <summary>Whether all workers can be attended in every cycle.</summary>
    public bool Fits => Plan.Fits;

    /// <summary>Workers that can be attended in a cycle, by all runners together.</summary>
    public long Capacity => Plan.Capacity;

    /// <summary>Workers that were asked for.</summary>
    public long Workers => Plan.Workers;

    /// <summary>The share of the usable time that is needed.</summary>
    public double Load => Math.Round(Plan.Load, 4);

    /// <summary>Length of a runner's slot.</summary>
    public double SlotMs => Plan.Slot / 1_000.0;

    /// <summary>The shortest cycle that all workers fit in.</summary>
    public double LeastCycleMs => Math.Ceiling(Plan.LeastCycle / 10) / 100;

    /// <summary>The highest cost at which all workers fit.</summary>
    public double HighestCostMs => Math.Floor(Plan.HighestCost) / 1_000;

    /// <summary>Homes that the workers would have to be spread over.</summary>
    public long Homes => Plan.Homes;

    /// <summary>Mean time from an event to the turn that sees it when nobody uses another's slot.</summary>
    public double MeanWaitMs => Plan.MeanWait / 1_000;

    /// <summary>The longest such time.</summary>
    public double WorstWaitMs => Plan.WorstWait / 1_000;
}
