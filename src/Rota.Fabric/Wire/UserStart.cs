using System.Buffers.Binary;
using Rota.Core.Jobs;

namespace Rota.Fabric.Wire;

/// <summary>
/// What a process reads first that becomes a user's program. It comes in a file in memory: in its environment it would
/// act on the process while that is root's, and on its command line all would see it.
/// </summary>
/// <param name="Environment">What tasks of the job share, as NAME=VALUE.</param>
/// <param name="Settings">What the submitter's process had; null where that was not captured.</param>
/// <param name="Order">What it is to become.</param>
public sealed record UserStart(IReadOnlyList<string> Environment, ProcessSettings? Settings, LaunchOrder Order)
{
    /// <summary>The first word of the command line of a process that reads it.</summary>
    public const string Role = "__as";

    /// <summary>The program that does, as whoever starts it was started, whatever lies in its place by now.</summary>
    public const string Program = "/proc/self/exe";

    private const int LengthBytes = 4;

    /// <summary>As two frames, like those of a keeper's line.</summary>
    public byte[] Bytes()
    {
        var writer = new FrameWriter();
        writer.Begin(FrameKind.Context).Int32(Order.Context).Texts([.. Environment]).Settings(Settings).End();
        Order.Write(writer);
        return writer.Written.ToArray();
    }

    /// <summary>Reads what <see cref="Bytes"/> gave.</summary>
    public static UserStart Read(ReadOnlySpan<byte> bytes)
    {
        var context = new FrameReader(Take(ref bytes));
        _ = (context.Kind(), context.Int32());
        var (environment, settings) = (context.Texts(), context.Settings());
        var launch = new FrameReader(Take(ref bytes));
        _ = launch.Kind();
        return new(environment, settings, LaunchOrder.Read(ref launch));
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes)
    {
        var end = LengthBytes + BinaryPrimitives.ReadInt32LittleEndian(bytes);
        var payload = bytes[LengthBytes..end];
        bytes = bytes[end..];
        return payload;
    }
}
