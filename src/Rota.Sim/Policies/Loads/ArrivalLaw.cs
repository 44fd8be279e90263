using System.Globalization;
using Rota.Sim.Policies.Chance;

namespace Rota.Sim.Policies.Loads;

/// <summary>How jobs arrive.</summary>
public sealed record ArrivalLaw
{
    private ArrivalLaw() { }

    /// <summary>What may be written, for messages.</summary>
    public const string Form = "poisson, even, bursts:JOBS or pareto:SHAPE with a shape above 1";

    private double shape;
    private bool isEven;

    /// <summary>Jobs that arrive at the same moment.</summary>
    public int Burst { get; private init; } = 1;

    /// <summary>Independent arrivals.</summary>
    public static ArrivalLaw Poisson { get; } = new();

    /// <summary>Reads a law; null when it cannot be.</summary>
    public static ArrivalLaw? Parse(string text)
    {
        var parts = text.Split(':');
        var number = 0.0;
        if (
            parts.Length == 2
            && (
                !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out number)
                || !double.IsFinite(number)
            )
        )
        {
            return null;
        }

        return (parts[0], parts.Length, number) switch
        {
            ("poisson", 1, _) => Poisson,
            ("even", 1, _) => new ArrivalLaw { isEven = true },
            ("bursts", 2, >= 1 and <= 1e6) => new ArrivalLaw { Burst = (int)number },
            ("pareto", 2, > 1 and <= 1e6) => new ArrivalLaw { shape = number },
            _ => null,
        };
    }

    /// <summary>The gap to the next burst in mean gaps, from 64 random bits.</summary>
    internal double Draw(ulong bits) =>
        isEven ? 1
        : shape == 0 ? Streams.Exponential(bits)
        : (shape - 1) / shape * IeeeMath.Exp(Streams.Exponential(bits) / shape);
}
