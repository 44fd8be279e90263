namespace Rota.Sim.Policies.Figures;

/// <summary>
/// Virtual time: whole ticks, a thousand millionth of the time unit (the mean service time, as a rule).
/// </summary>
internal static class Ticks
{
    /// <summary>Ticks of one time unit.</summary>
    public const long PerUnit = 1_000_000_000;

    /// <summary>Later than anything that happens.</summary>
    public const long Never = long.MaxValue;

    /// <summary>The longest span, so that sums of spans stay in range: 100 million units.</summary>
    private const double UnitsMax = 1e8;

    /// <summary>
    /// The nearest number of ticks. Multiplication and rounding are exact in IEEE 754, so it is the same everywhere.
    /// </summary>
    public static long From(double units) => (long)((Math.Min(units, UnitsMax) * PerUnit) + 0.5);

    /// <summary>Ticks as units.</summary>
    public static double ToUnits(double ticks) => ticks / PerUnit;
}
