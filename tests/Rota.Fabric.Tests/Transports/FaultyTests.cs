using Rota.Fabric.Transports;
using Rota.Fabric.Transports.Faulty;
using Rota.Fabric.Transports.InProcess;

namespace Rota.Fabric.Tests.Transports;

/// <summary>The contract with sends that are held up and torn apart, and what is left of it when lines are cut.</summary>
public sealed class FaultyTests : TransportContract
{
    [Fact]
    public void A_cut_line_brings_the_beginning_of_what_was_sent_and_its_end()
    {
        var whole = 0;
        for (ulong seed = 1; seed <= 100; seed++)
        {
            var (rig, near, far) = Connect(new LineFaults(seed) { CutOneIn = 10 });
            using (rig)
            {
                var (here, there) = (new Inbox(), new Inbox());
                near.Listen(here);
                far.Listen(there);
                var sent = SendUntilCut(near);
                rig.Await(() => here.HasEnded && there.HasEnded, "both saw the end");
                Assert.Equal(sent.Take(there.Frames.Length), there.Frames);
                Assert.Null(there.Fault);
                whole += there.Frames.Length;
            }
        }

        Assert.InRange(whole, 1, int.MaxValue);
    }

    [Fact]
    public void What_is_on_its_way_back_when_a_line_is_cut_is_lost()
    {
        var (rig, near, far) = Connect(new LineFaults(1) { CutOneIn = 1 });
        using (rig)
        {
            var here = new Inbox();
            near.Send(
                Inbox.Framed([
                    [1, 2, 3],
                ])
            );
            near.Listen(here);
            rig.Await(() => here.HasEnded, "the end was seen");
            Assert.Empty(here.Frames);
            Assert.Throws<ConnectionEndedException>(() =>
                far.Send(
                    Inbox.Framed([
                        [4],
                    ])
                )
            );
        }
    }

    [Fact]
    public void A_connect_is_refused_though_somebody_listens()
    {
        using var inner = new InProcessTransport();
        Assert.Null(new FaultyTransport(inner, new LineFaults(1) { RefusedOneIn = 1 }).TryConnect());
        Assert.Null(inner.Accept(TimeSpan.Zero));
    }

    [Fact]
    public void A_peer_ends_as_soon_as_it_was_reached()
    {
        using var inner = new InProcessTransport();
        var near = new FaultyTransport(inner, new LineFaults(1) { EndedAtOnceOneIn = 1 }).TryConnect()!;
        Assert.Throws<ConnectionEndedException>(() =>
            near.Send(
                Inbox.Framed([
                    [1],
                ])
            )
        );
    }

    private protected override ILineRig Open()
    {
        var inner = new InProcessTransport();
        return new ThreadedRig(new FaultyTransport(inner, new LineFaults(5) { DelayMax = 1 }), inner);
    }

    private static (ThreadedRig Rig, IConnection Near, IConnection Far) Connect(LineFaults faults)
    {
        var inner = new InProcessTransport();
        var rig = new ThreadedRig(new FaultyTransport(inner, faults), inner);
        var (near, far) = rig.Connect();
        return (rig, near, far);
    }

    private static List<byte[]> SendUntilCut(IConnection near)
    {
        var sent = new List<byte[]>();
        try
        {
            while (true)
            {
                sent.Add(Inbox.Payload(sent.Count, 50));
                near.Send(Inbox.Framed([sent[^1]]));
            }
        }
        catch (ConnectionEndedException)
        {
            return sent;
        }
    }
}
