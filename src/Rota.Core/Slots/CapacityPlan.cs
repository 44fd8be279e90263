namespace Rota.Core.Slots;

/// <summary>
/// What a timetable can do. Slots are serial: all runners together do what one core of transactions does in a cycle,
/// however many they are.
/// </summary>
/// <param name="Workers">Workers that each need attention once a cycle.</param>
/// <param name="Cost">What one of them takes, in microseconds.</param>
/// <param name="Cycle">The cycle, in microseconds.</param>
/// <param name="Runners">Runners that share it.</param>
/// <param name="Guard">Guard of each slot, in microseconds.</param>
public sealed record CapacityPlan(long Workers, double Cost, long Cycle, int Runners, long Guard)
{
    /// <summary>Length of a runner's slot, in microseconds; a shorter one for maintenance ends the cycle.</summary>
    public long Slot => Frame.SlotOf(Runners, Cycle);

    /// <summary>Time of a cycle in which runners can work, in microseconds.</summary>
    public long Usable => Runners * Math.Max(0, Slot - Guard);

    /// <summary>Workers that can be attended in a cycle, by all runners together.</summary>
    public long Capacity => Cost <= 0 ? long.MaxValue : (long)(Usable / Cost);

    /// <summary>Whether all workers can be attended in every cycle.</summary>
    public bool Fits => Workers <= Capacity;

    /// <summary>The share of the usable time that is needed; above 1 the debt grows without end.</summary>
    public double Load => Usable == 0 ? double.PositiveInfinity : Workers * Cost / Usable;

    /// <summary>The shortest cycle that all workers fit in, in microseconds.</summary>
    public double LeastCycle => Frame.CycleOf(Runners, (Workers * Cost / Runners) + Guard);

    /// <summary>The highest cost at which all workers fit, in microseconds.</summary>
    public double HighestCost => Workers == 0 ? double.PositiveInfinity : Usable / (double)Workers;

    /// <summary>Homes (cells) that the workers would have to be spread over.</summary>
    public long Homes => Capacity == 0 ? long.MaxValue : (Workers + Capacity - 1) / Capacity;

    /// <summary>
    /// Mean time from an event to the turn that sees it when nobody uses another's slot: half a cycle.
    /// </summary>
    public double MeanWait => Cycle / 2.0;

    /// <summary>The longest such time: a whole cycle and the turn itself.</summary>
    public double WorstWait => Cycle + Slot;
}
