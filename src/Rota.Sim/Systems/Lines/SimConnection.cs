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
    private readonly Func<long> delay;
    private readonly LineInbox inbox = new();
    private SimConnection other = null!;
    private FrameDelivery? delivery;
    private long lastArrival;
    private bool isEnded;
    private bool hasOtherEnded;
    private bool isCut;
    private bool isOver;

    private SimConnection(World world, SimProcess? owner, Func<long> delay) =>
        (this.world, Owner, this.delay) = (world, owner, delay);

    /// <summary>Whose end it is; null as long as nobody has taken the line.</summary>
    public SimProcess? Owner { get; set; }

    /// <summary>What is done after something was taken.</summary>
    public Action? Delivered { get; set; }

    /// <summary>Both ends of a new line; the far one may have no process yet, and the way back delays of its own.</summary>
    public static (SimConnection Near, SimConnection Far) Pair(
        World world,
        SimProcess near,
        SimProcess? far,
        Func<long> delay,
        Func<long>? back = null
    )
    {
        var (one, two) = (new SimConnection(world, near, delay), new SimConnection(world, far, back ?? delay));
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

        while (!isEnded && inbox.TryTake(out var bytes))
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
        world.After(delay(), null, "line is cut", () => OtherEnded(true));
        if (otherNotices is { } late)
        {
            world.After(late, null, "line is cut", () => other.OtherEnded(true));
        }
    }

    /// <summary>The line breaks: so many bytes of what is on its way here come still, and nothing says so.</summary>
    public void Break(int bytes) => inbox.Break(bytes);

    /// <summary>This end sees that the line has ended.</summary>
    public void Notice() => OtherEnded(!hasOtherEnded);

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
            Later(other.HearEnd);
        }
    }

    private void Arrive(byte[] bytes)
    {
        if (!isCut && !isEnded && inbox.Add(bytes))
        {
            Soon();
        }
    }

    private void HearEnd() => OtherEnded(!inbox.IsBroken);

    private void OtherEnded(bool isNew)
    {
        if (isNew)
        {
            hasOtherEnded = true;
            Soon();
        }
    }

    private void Soon() => world.After(1, Owner, "line", Deliver);

    private void Later(Action arrive)
    {
        lastArrival = Math.Max(lastArrival + 1, world.Now + delay());
        world.After(lastArrival - world.Now, null, "comes", arrive);
    }
}
