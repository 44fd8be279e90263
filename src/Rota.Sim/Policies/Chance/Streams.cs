using Rota.Core.Model;

namespace Rota.Sim.Policies.Chance;

/// <summary>
/// What random numbers are for. Each purpose has streams of its own, so that a strategy that draws more numbers changes
/// nothing about the work that it is given.
/// </summary>
internal enum Purpose
{
    /// <summary>Gaps between arrivals.</summary>
    Arrivals = 1,

    /// <summary>How long tasks take.</summary>
    Service = 2,

    /// <summary>Which dispatcher a job comes to.</summary>
    Dispatcher = 3,

    /// <summary>Choices of a dispatcher.</summary>
    Choice = 4,

    /// <summary>Choices of a node.</summary>
    Node = 5,

    /// <summary>When nodes fail and come back.</summary>
    Failure = 6,
}

/// <summary>Random numbers by (purpose, entity), all of one seed.</summary>
internal static class Streams
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The seed of a purpose.</summary>
    public static ulong Seed(ulong seed, Purpose purpose) =>
        Prng.Mix(Prng.Mix(seed + Golden) + ((ulong)purpose * Golden));

    /// <summary>A stream for one entity, to draw from in its own order.</summary>
    public static Prng Of(ulong purposeSeed, long entity) => new(At(purposeSeed, entity));

    /// <summary>The number of an entity, without state: whoever asks, and whenever, gets the same.</summary>
    public static ulong At(ulong purposeSeed, long entity) => Prng.Mix(purposeSeed + ((ulong)entity * Golden));

    /// <summary>A number above 0 and below 1.</summary>
    public static double Unit(ulong bits) => ((bits >> 11) + 0.5) * (1.0 / (1L << 53));

    /// <summary>A number of the exponential distribution with mean 1.</summary>
    public static double Exponential(ulong bits) => -IeeeMath.Log(Unit(bits));
}
