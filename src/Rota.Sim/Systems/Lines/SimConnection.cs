using Rota.Fabric.Transports;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Lines;

/// <summary>
/// One end of a line in virtual time: what is sent comes in order and late, and the line is cut at any time. What has
/// come lies here until its process can go on, as in the buffer of a socket.
/// </summary>
internal sealed class SimConnection : IConnection
{
    private readonly World world;
    private readonly SimProcess owner;
    private readonly Func<long> delay;
    private readonly Queue<byte[]> inbox = new();
    private SimConnection other = null!;
    private FrameDelivery? delivery;
    private long lastArrival;
    private bool isEnded;
    private bool hasOtherEnded;
    private bool isCut;
    private bool isOver;

    private SimConnection(World world, SimProcess owner, Func<long> delay) =>
        (this.world, this.owner, this.delay) = (world, owner, delay);

    /// <summary>What is done after something was taken.</summary>
    public Action? Delivered { get; set; }

    /// <summary>Both ends of a new line.</summary>
    /// <param name="world">Its time.</param>
    /// <param name="near">Who connects.</param>
    /// <param name="far">Who is connected to.</param>
    /// <param name="delay">Draws how late something is, in microseconds.</param>
    public static (SimConnection Near, SimConnection Far) Pair(
        World world,
        SimProcess near,
        SimProcess far,
        Func<long> delay
    )
    {
        var (one, two) = (new SimConnection(world, near, delay), new SimConnection(world, far, delay));
        (one.other, two.other) = (two, one);
        return (one, two);
    }

    public void Send(ReadOnlySpan<byte> frames)
    {
        if (isEnded || isOver)
        {
            throw new ConnectionEndedException();
        }

        if (!isCut && frames.Length > 0)
        {
            var sent = frames.ToArray();
            Later(() => other.Arrive(sent));
        }
    }

    public void Listen(IReceiver receiver)
    {
        delivery = new FrameDelivery(receiver);
        Soon();
    }

    /// <summary>Takes what has come, as the process whose end this is.</summary>
    public void Deliver()
    {
        if (delivery is null || isOver)
        {
            return;
        }

        while (!isEnded && inbox.TryDequeue(out var bytes))
        {
            if (!delivery.TryDeliver(bytes))
            {
                Dispose();
            }
        }

        if (isEnded || hasOtherEnded)
        {
            isOver = true;
            delivery.End();
        }

        Delivered?.Invoke();
    }

    /// <summary>
    /// The line breaks: what is on its way to the other end still comes there, what comes from there is lost.
    /// </summary>
    /// <param name="otherNotices">After how long the other end notices; null for never: it speaks to nobody.</param>
    public void Cut(long? otherNotices)
    {
        isCut = true;
        world.After(delay(), null, "line is cut", OtherEnded);
        if (otherNotices is { } late)
        {
            world.After(late, null, "line is cut", other.OtherEnded);
        }
    }

    public void Dispose()
    {
        if (isEnded)
        {
            return;
        }

        isEnded = true;
        Soon();
        if (!isCut)
        {
            Later(other.OtherEnded);
        }
    }

    private void Arrive(byte[] bytes)
    {
        if (!isCut && !isEnded)
        {
            inbox.Enqueue(bytes);
            Soon();
        }
    }

    private void OtherEnded()
    {
        hasOtherEnded = true;
        Soon();
    }

    private void Soon() => world.After(1, owner, "line", Deliver);

    private void Later(Action arrive)
    {
        lastArrival = Math.Max(lastArrival + 1, world.Now + delay());
        world.After(lastArrival - world.Now, null, "comes", arrive);
    }
}
