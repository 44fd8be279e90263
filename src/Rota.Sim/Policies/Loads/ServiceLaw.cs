using System.Globalization;
using Rota.Sim.Policies.Chance;

namespace Rota.Sim.Policies.Loads;

/// <summary>How long tasks take: a distribution with a mean, which is also the unit that results are told in.</summary>
public sealed record ServiceLaw
{
    private ServiceLaw() { }

    /// <summary>What may be written, for messages.</summary>
    public const string Form =
        "exp:MEAN, fixed:MEAN, pareto:SHAPE[:MEAN], bimodal:SHARE:SHORT:LONG, shared:MEAN or trace:FILE";

    private enum Kind
    {
        Exponential,
        Fixed,
        Pareto,
        Bimodal,
    }

    private Kind kind;
    private double first;
    private double second;

    /// <summary>Mean of a task.</summary>
    public double Mean { get; private init; } = 1;

    /// <summary>Whether all tasks of a job take the same time.</summary>
    public bool IsShared { get; private init; }

    /// <summary>The exponential distribution with mean 1.</summary>
    public static ServiceLaw Exponential { get; } = new();

    /// <summary>Reads a law; null when it cannot be.</summary>
    public static ServiceLaw? Parse(string text)
    {
        var parts = text.Split(':');
        var numbers = new double[parts.Length - 1];
        for (var part = 0; part < numbers.Length; part++)
        {
            if (
                !double.TryParse(parts[part + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[part])
                || !double.IsFinite(numbers[part])
                || numbers[part] <= 0
                || numbers[part] > 1e9
            )
            {
                return null;
            }
        }

        return (parts[0], numbers) switch
        {
            ("exp", []) => Exponential,
            ("exp", [var mean]) => new ServiceLaw { Mean = mean },
            ("shared", [var mean]) => new ServiceLaw { Mean = mean, IsShared = true },
            ("fixed", [var mean]) => new ServiceLaw { kind = Kind.Fixed, Mean = mean },
            ("pareto", [> 1 and var shape]) => Pareto(shape, 1),
            ("pareto", [> 1 and var shape, var mean]) => Pareto(shape, mean),
            ("bimodal", [<= 1 and var share, var brief, var lengthy]) => Bimodal(share, brief, lengthy),
            _ => null,
        };
    }

    /// <summary>A time in means, from 64 random bits.</summary>
    internal double Draw(ulong bits) =>
        kind switch
        {
            Kind.Exponential => Streams.Exponential(bits),
            Kind.Fixed => 1,
            Kind.Pareto => first * IeeeMath.Exp(Streams.Exponential(bits) * second),
            _ => Streams.Unit(bits) < first ? second : (1 - (first * second)) / (1 - first),
        };

    // The smallest value is (shape - 1) / shape of the mean, and a value is it times an exponential to 1/shape.
    private static ServiceLaw Pareto(double shape, double mean) =>
        new()
        {
            kind = Kind.Pareto,
            Mean = mean,
            first = (shape - 1) / shape,
            second = 1 / shape,
        };

    private static ServiceLaw Bimodal(double share, double brief, double lengthy)
    {
        var mean = (share * lengthy) + ((1 - share) * brief);
        return new()
        {
            kind = Kind.Bimodal,
            Mean = mean,
            first = share,
            second = lengthy / mean,
        };
    }
}
