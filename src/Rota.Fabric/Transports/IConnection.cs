namespace Rota.Fabric.Transports;

/// <summary>
/// One end of a line: frames in order, each whole or not at all, until one of the sides ends it. To dispose it is to
/// end it: the other side takes what it has got by then, and sees the end.
/// </summary>
public interface IConnection : IDisposable
{
    /// <summary>
    /// Sends finished frames; waits where the other side takes nothing. From any thread: what one call sends stays
    /// together. That it was sent says nothing of whether it was taken.
    /// </summary>
    /// <exception cref="ConnectionEndedException">The line has ended.</exception>
    void Send(ReadOnlySpan<byte> frames);

    /// <summary>Has all that comes given to a receiver, what has come already first. To be called once.</summary>
    void Listen(IReceiver receiver);
}

/// <summary>The line has ended: what was sent last may have been taken or not.</summary>
public sealed class ConnectionEndedException() : Exception("the line has ended");
