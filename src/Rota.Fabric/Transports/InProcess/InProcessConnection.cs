namespace Rota.Fabric.Transports.InProcess;

/// <summary>One end of a line inside of a process.</summary>
internal sealed class InProcessConnection(ByteQueue incoming, ByteQueue outgoing) : StreamConnection
{
    private volatile bool isEnded;

    public override void Dispose()
    {
        isEnded = true;
        incoming.End();
        outgoing.End();
    }

    /// <summary>What has come stays unread once this side has ended the line.</summary>
    protected override int Receive(Span<byte> room) => isEnded ? 0 : incoming.Read(room);

    protected override void Write(ReadOnlySpan<byte> bytes) => outgoing.Write(bytes);
}
