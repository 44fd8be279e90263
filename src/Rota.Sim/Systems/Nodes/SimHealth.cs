using System.Buffers.Binary;
using Rota.Cell.Nodes;
using Rota.Linux.Clocks;

namespace Rota.Sim.Systems.Nodes;

/// <summary>
/// Whether a machine should take work, as the production bridge on it judges: by what its keeper says, and by a test.
/// </summary>
internal sealed class SimHealth
{
    private const int LengthBytes = 4;
    private readonly SimNode node;
    private NodeHealth health;

    public SimHealth(SimNode node)
    {
        this.node = node;
        health = Begin();
        node.Power.Failed += _ => health = Begin();
    }

    /// <summary>Why it takes nothing; null where it does.</summary>
    public string? Withdrawn => health.Withdrawn;

    /// <summary>Tests where that is due.</summary>
    public void Look() => health.Look();

    /// <summary>Its keeper says this to the home.</summary>
    public void Sees(ReadOnlySpan<byte> frames)
    {
        while (frames.Length > LengthBytes)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(frames);
            health.Sees(frames.Slice(LengthBytes, length));
            frames = frames[(LengthBytes + length)..];
        }
    }

    private NodeHealth Begin() =>
        new(() => node.StartsFail ? "no process can be started" : null, new OwnClock(node.Clock));

    private sealed class OwnClock(Machine.MachineClock clock) : MonotonicClock
    {
        public override long Now => clock.Monotonic;
    }
}
