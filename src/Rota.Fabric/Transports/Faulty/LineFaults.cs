using Rota.Core.Model;

namespace Rota.Fabric.Transports.Faulty;

/// <summary>What goes wrong with lines, drawn from a seed: the same draws, the same faults.</summary>
/// <param name="seed">The seed.</param>
public sealed class LineFaults(ulong seed)
{
    private readonly Lock gate = new();
    private Prng random = new(seed);

    /// <summary>One connect in so many is refused; 0 for none.</summary>
    public int RefusedOneIn { get; init; }

    /// <summary>One connection in so many ends as soon as it was taken; 0 for none.</summary>
    public int EndedAtOnceOneIn { get; init; }

    /// <summary>
    /// One send in so many is cut inside of its bytes, and what is on its way back is lost; 0 for none.
    /// </summary>
    public int CutOneIn { get; init; }

    /// <summary>The longest that a part of a send is held up, in milliseconds; 0 sends in one piece.</summary>
    public int DelayMax { get; init; }

    /// <summary>Whether one of so many is struck.</summary>
    public bool Strikes(int oneIn) => oneIn > 0 && Below(oneIn) == 0;

    /// <summary>A number from 0 on, below this one.</summary>
    public int Below(int end)
    {
        lock (gate)
        {
            return (int)random.NextBelow(end);
        }
    }
}
