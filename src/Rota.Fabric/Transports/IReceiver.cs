namespace Rota.Fabric.Transports;

/// <summary>Takes what comes by a connection, one thing after another.</summary>
public interface IReceiver
{
    /// <summary>A frame has come. It is valid during the call.</summary>
    /// <exception cref="InvalidDataException">It makes no sense: the line is to be ended.</exception>
    void Received(ReadOnlySpan<byte> payload);

    /// <summary>Nothing more comes.</summary>
    /// <param name="fault">What the other side sent that made no sense; null for an end like any other.</param>
    void Ended(string? fault);
}
