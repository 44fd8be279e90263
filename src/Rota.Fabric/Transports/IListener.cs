namespace Rota.Fabric.Transports;

/// <summary>Where connections come in, until it is disposed.</summary>
public interface IListener : IDisposable
{
    /// <summary>The next connection; null when none came for so long.</summary>
    IConnection? Accept(TimeSpan patience);
}
