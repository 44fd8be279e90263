using Rota.Fabric.Transports;
using Rota.Sim.Systems.Lines;
using Rota.Sim.Systems.Machine;

namespace Rota.Fabric.Tests.Transports;

/// <summary>The contract in virtual time, so that what the simulator proves of its rules holds of the others' too.</summary>
public sealed class SimulatedTests : TransportContract
{
    private protected override ILineRig Open() => new VirtualRig();

    private sealed class VirtualRig : ILineRig
    {
        private readonly World world = new(seed: 3, isTraced: false);
        private readonly SimProcess runner = new(7, "runner");
        private readonly SimProcess keeper = new(8, "keeper");

        public (IConnection Near, IConnection Far) Connect() =>
            SimConnection.Pair(world, runner, keeper, () => world.Chance.Between("message", 30, 900));

        /// <summary>Who listens is a process of the simulated machine: there is none.</summary>
        public IConnection? ConnectToNobody() => null;

        public void Both(Action one, Action two)
        {
            one();
            two();
        }

        public void Await(Func<bool> isTrue, string what)
        {
            for (var moment = world.Now; !isTrue(); moment += 1_000)
            {
                Assert.True(moment < 60_000_000, $"waited in vain until {what}");
                world.RunUntil(moment);
            }
        }

        public void Dispose() { }
    }
}
