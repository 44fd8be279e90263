using Rota.Fabric.Transports;
using Rota.Fabric.Wire;

namespace Rota.Fabric.Tests.Transports;

/// <summary>Keeps what came by a connection.</summary>
internal sealed class Inbox : IReceiver
{
    private readonly Lock gate = new();
    private readonly List<byte[]> frames = [];

    /// <summary>Called with each frame, before it is kept.</summary>
    public Action<byte[]> Seen { get; init; } = static _ => { };

    public int Ends { get; private set; }

    public string? Fault { get; private set; }

    public bool HasEnded => Ends > 0;

    public byte[][] Frames
    {
        get
        {
            lock (gate)
            {
                return [.. frames];
            }
        }
    }

    public void Received(ReadOnlySpan<byte> payload)
    {
        var frame = payload.ToArray();
        Seen(frame);
        lock (gate)
        {
            frames.Add(frame);
        }
    }

    public void Ended(string? fault)
    {
        Fault = fault;
        Ends++;
    }

    /// <summary>A frame whose bytes all tell its number, so that no two can be mixed up.</summary>
    public static byte[] Payload(int number, int length) =>
        [.. Enumerable.Range(0, length).Select(at => (byte)((number * 31) + at))];

    /// <summary>Payloads as frames behind each other.</summary>
    public static byte[] Framed(params IEnumerable<byte[]> payloads) =>
        [.. payloads.SelectMany(payload => BitConverter.GetBytes(payload.Length).Concat(payload))];

    public static byte[] LargestPayload { get; } = Payload(7, FrameReader.LengthMax);
}
