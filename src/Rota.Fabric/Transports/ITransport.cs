namespace Rota.Fabric.Transports;

/// <summary>How one side of the fabric reaches the other.</summary>
public interface ITransport
{
    /// <summary>Connects; null where nobody takes a connection now.</summary>
    IConnection? TryConnect();
}
