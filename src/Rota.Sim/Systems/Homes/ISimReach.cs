using Rota.Fabric;

namespace Rota.Sim.Systems.Homes;

/// <summary>The ways of a runner to other machines, which end with its process.</summary>
internal interface ISimReach : INodeReach, IDisposable;
