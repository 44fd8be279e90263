namespace Rota.Core.Jobs;

/// <summary>Numbers from first to last, both included, by a step.</summary>
/// <param name="First">The first number.</param>
/// <param name="Last">The last number, at least the first.</param>
/// <param name="Step">The step, at least 1.</param>
public readonly record struct NumberRange(long First, long Last, long Step = 1)
{
    /// <summary>How many numbers.</summary>
    public int Count => checked((int)(((Last - First) / Step) + 1));

    /// <summary>The number at a position.</summary>
    public long At(int position) => First + (position * Step);

    /// <summary>The position of a number, or null.</summary>
    public int? PositionOf(long number) =>
        number >= First && number <= Last && (number - First) % Step == 0 ? (int)((number - First) / Step) : null;
}
