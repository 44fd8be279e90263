using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Orders;

namespace Rota.Sim.Systems.Nodes;

/// <summary>A connection between a runner and a keeper.</summary>
/// <param name="Line">The keeper's end.</param>
/// <param name="Reader">Reads what the runner sends.</param>
/// <param name="Runner">The runner's end.</param>
internal sealed record SimLine(RunnerLine Line, OrderReader Reader, SimExecutor Runner);

/// <summary>Frames behind each other.</summary>
internal static class Frames
{
    /// <summary>The payload of each.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Split(byte[] frames)
    {
        for (var at = 0; at < frames.Length; )
        {
            var length = BitConverter.ToInt32(frames, at);
            yield return frames.AsMemory(at + sizeof(int), length);
            at += sizeof(int) + length;
        }
    }
}
