using Rota.Fabric.Transports;

namespace Rota.Fabric.Tests.Transports;

/// <summary>A transport whose lines are moved by threads.</summary>
internal sealed class ThreadedRig(ITransport transport, IListener listener) : ILineRig
{
    private readonly List<IConnection> made = [];

    public (IConnection Near, IConnection Far) Connect()
    {
        var near = transport.TryConnect();
        var far = listener.Accept(TimeSpan.FromSeconds(20));
        Assert.NotNull(near);
        Assert.NotNull(far);
        made.AddRange([near, far]);
        return (near, far);
    }

    public IConnection? ConnectToNobody()
    {
        listener.Dispose();
        return transport.TryConnect();
    }

    public void Both(Action one, Action two)
    {
        var other = new Thread(() => one());
        other.Start();
        two();
        other.Join();
    }

    public void Await(Func<bool> isTrue, string what) =>
        Assert.True(SpinWait.SpinUntil(isTrue, TimeSpan.FromSeconds(60)), $"waited in vain until {what}");

    public void Dispose()
    {
        made.ForEach(connection => connection.Dispose());
        listener.Dispose();
    }
}
