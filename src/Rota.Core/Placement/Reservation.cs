using Rota.Core.Model;

namespace Rota.Core.Placement;

/// <summary>What one attempt holds in one book, until the attempt or its successor gives it back.</summary>
public sealed class Reservation
{
    internal Reservation(AttemptId holder, Shape shape, int[] gpus, int[] cpus) =>
        (Holder, Shape, Gpus, Cpus) = (holder, shape, gpus, cpus);

    /// <summary>Who holds it.</summary>
    public AttemptId Holder { get; internal set; }

    /// <summary>How much is held.</summary>
    public Shape Shape { get; }

    /// <summary>The GPUs that are held, by position on the node; empty in a book that has none.</summary>
    public int[] Gpus { get; }

    /// <summary>The CPUs that it is pinned to, by number.</summary>
    public int[] Cpus { get; }

    /// <summary>Where it stands in its book; below 0 once it is given back.</summary>
    internal int Place { get; set; } = -1;
}
