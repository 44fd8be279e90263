namespace Rota.Fabric.Transports.Faulty;

/// <summary>A connection whose bytes are held up, and which is cut inside of a frame.</summary>
internal sealed class FaultyConnection(IConnection inner, LineFaults faults) : IConnection
{
    private readonly Lock sending = new();
    private volatile bool isCut;

    public void Send(ReadOnlySpan<byte> frames)
    {
        lock (sending)
        {
            if (faults.Strikes(faults.CutOneIn))
            {
                inner.Send(frames[..faults.Below(frames.Length)]);
                isCut = true;
                inner.Dispose();
                return;
            }

            if (faults.DelayMax > 0 && frames.Length > 1)
            {
                var first = 1 + faults.Below(frames.Length - 1);
                inner.Send(frames[..first]);
                Thread.Sleep(faults.Below(faults.DelayMax + 1));
                frames = frames[first..];
            }

            inner.Send(frames);
        }
    }

    public void Listen(IReceiver receiver) => inner.Listen(new Lossy(this, receiver));

    public void Dispose() => inner.Dispose();

    /// <summary>What came after the cut was on its way: it is lost.</summary>
    private sealed class Lossy(FaultyConnection line, IReceiver receiver) : IReceiver
    {
        public void Received(ReadOnlySpan<byte> payload)
        {
            if (!line.isCut)
            {
                receiver.Received(payload);
            }
        }

        public void Ended(string? fault) => receiver.Ended(fault);
    }
}
