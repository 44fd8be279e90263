using Rota.Fabric.Transports;

namespace Rota.Fabric.Tests.Transports;

/// <summary>A transport with somebody who listens, and the time that passes for it.</summary>
internal interface ILineRig : IDisposable
{
    /// <summary>Both ends of a new line.</summary>
    (IConnection Near, IConnection Far) Connect();

    /// <summary>Ends listening, and connects once more.</summary>
    IConnection? ConnectToNobody();

    /// <summary>Does two things side by side.</summary>
    void Both(Action one, Action two);

    /// <summary>Lets time pass until something is so.</summary>
    void Await(Func<bool> isTrue, string what);
}
