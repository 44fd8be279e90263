namespace Rota.Core.Placement.Strategies;

/// <summary>
/// What a strategy may know of nodes. Implemented by small structs, so that a strategy is compiled for each and asks
/// without a virtual call.
/// </summary>
public interface ILoads
{
    /// <summary>
    /// Tasks that run or wait at a node; more is worse. A node that cannot be used says the highest number.
    /// </summary>
    int this[int node] { get; }
}
