using System.Net;
using Rota.Cell.Identity;
using Rota.Cell.Lines;
using Rota.Fabric.Tests.Transports;
using Rota.Fabric.Transports;
using Rota.Web.Cells;

namespace Rota.Fabric.Tests.Cells;

/// <summary>What lines between machines hold to beside the contract: who is let in, and how a dead one is found.</summary>
public sealed class HttpLineTests : IDisposable
{
    private static readonly LinePings Quick = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Machines cell = new();
    private readonly CellLineListener listener;
    private readonly List<IDisposable> made = [];

    public HttpLineTests() => made.Add(listener = new CellLineListener(new IPEndPoint(IPAddress.Loopback, 0), cell.Home, Quick));

    public void Dispose()
    {
        made.Reverse();
        made.ForEach(one => one.Dispose());
    }

    [Fact]
    public void A_machine_of_the_cell_is_let_in()
    {
        var (transport, _) = Dial(cell.Node);
        Assert.NotNull(transport.TryConnect());
        Assert.Null(transport.LastRefusal);
    }

    [Fact]
    public void A_machine_of_another_cell_is_not_let_in()
    {
        var other = new Machines().Node;
        Assert.Null(DialTrusting(cell, other).TryConnect());
        Assert.Null(listener.Accept(TimeSpan.Zero));
    }

    [Fact]
    public void A_certificate_that_has_ended_lets_nobody_in()
    {
        var old = cell.Of(CellRole.Node, "node-1", DateTimeOffset.UtcNow - CellAuthority.MemberLife - TimeSpan.FromHours(1));
        var (transport, _) = Dial(old);
        Assert.Null(transport.TryConnect());
        Assert.Null(listener.Accept(TimeSpan.Zero));
    }

    [Fact]
    public void Without_a_certificate_no_line_is_opened_and_the_reason_is_said()
    {
        var dialer = Keep(new HttpDialer(listener.Address, TlsSettings.Joining(cell.AuthorityPem), Quick));
        var transport = new HttpTransport(dialer, "/line");
        Assert.Null(transport.TryConnect());
        Assert.Contains("no certificate", transport.LastRefusal, StringComparison.Ordinal);
        Assert.Null(listener.Accept(TimeSpan.Zero));
    }

    [Fact]
    public void A_home_of_another_cell_is_not_spoken_with_and_the_reason_is_told()
    {
        var (transport, refusals) = Dial(new Machines().Node);
        Assert.Null(transport.TryConnect());
        Assert.Contains("none of this cell", Assert.Single(refusals), StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_is_not_taken_for_a_home()
    {
        using var nodesOwn = new CellLineListener(new IPEndPoint(IPAddress.Loopback, 0), cell.Node, Quick);
        var (transport, refusals) = Dial(cell.Node, nodesOwn.Address);
        Assert.Null(transport.TryConnect());
        Assert.Contains("one of a node", Assert.Single(refusals), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_way_that_goes_silent_ends_the_line_on_both_sides(bool there, bool back)
    {
        using var relay = new Relay(listener.Address);
        var (near, far) = Connect(relay.Address);
        var (here, afar) = (Listen(near), Listen(far));
        relay.GoSilent(there, back);
        Await(() => here.HasEnded && afar.HasEnded, "both saw the end");
        Assert.Throws<ConnectionEndedException>(() => near.Send(Inbox.Framed([Inbox.Payload(1, 9)])));
        Assert.Throws<ConnectionEndedException>(() => far.Send(Inbox.Framed([Inbox.Payload(1, 9)])));
    }

    [Fact]
    public void A_way_that_breaks_inside_of_a_frame_brings_whole_frames_and_the_end()
    {
        using var relay = new Relay(listener.Address);
        var (near, far) = Connect(relay.Address);
        var inbox = Listen(far);
        near.Send(Inbox.Framed([Inbox.Payload(0, 3_000)]));
        Await(() => inbox.Frames.Length == 1, "the first came");
        relay.BreakAfter(100_000);
        Assert.Throws<ConnectionEndedException>(() => SendOn(near));
        Await(() => inbox.HasEnded, "the end was seen");
        Assert.InRange(inbox.Frames.Length, 2, 40);
        Assert.Equal(Enumerable.Range(0, inbox.Frames.Length).Select(number => Inbox.Payload(number, 3_000)), inbox.Frames);
        Assert.Null(inbox.Fault);
    }

    [Fact]
    public void A_slow_reader_holds_up_its_own_line_only_and_not_for_ever()
    {
        var (transport, _) = Dial(cell.Node);
        var (stuck, _) = Pair(transport);
        var sent = 0L;
        var sender = new Thread(() =>
        {
            try
            {
                while (true)
                {
                    stuck.Send(Inbox.Framed([Inbox.Payload(1, 60_000)]));
                    Interlocked.Add(ref sent, 60_000);
                }
            }
            catch (ConnectionEndedException)
            {
                // It was ended.
            }
        });
        sender.Start();
        var before = -1L;
        Await(() => Interlocked.Exchange(ref before, Interlocked.Read(ref sent)) == Interlocked.Read(ref sent) && before > 0, "it is held up", pace: 300);
        Assert.InRange(Interlocked.Read(ref sent), 1, 4 << 20);
        var (near, far) = Pair(transport);
        var inbox = Listen(far);
        near.Send(Inbox.Framed([Inbox.Payload(2, 200_000)]));
        Await(() => inbox.Frames.Length == 1, "another line goes on");
        stuck.Dispose();
        Assert.True(sender.Join(Patience), "its sender goes on");
    }

    private static void SendOn(IConnection near)
    {
        for (var number = 1; number < 1_000_000; number++)
        {
            near.Send(Inbox.Framed([Inbox.Payload(number, 3_000)]));
        }
    }

    private (HttpTransport Transport, List<string> Refusals) Dial(CellIdentity identity, Uri? to = null)
    {
        var refusals = new List<string>();
        var dialer = Keep(new HttpDialer(to ?? listener.Address, TlsSettings.Client(identity, CellRole.Home, refusals.Add), Quick));
        return (new HttpTransport(dialer, "/line"), refusals);
    }

    /// <summary>One that believes the home, and shows a certificate of elsewhere.</summary>
    private HttpTransport DialTrusting(Machines trusted, CellIdentity shown)
    {
        var tls = TlsSettings.Joining(trusted.AuthorityPem);
        tls.ClientCertificateContext = TlsSettings.Client(shown, CellRole.Home, _ => { }).ClientCertificateContext;
        return new HttpTransport(Keep(new HttpDialer(listener.Address, tls, Quick)), "/line");
    }

    private (IConnection Near, IConnection Far) Connect(Uri address) => Pair(Dial(cell.Node, address).Transport);

    private (IConnection Near, IConnection Far) Pair(HttpTransport transport)
    {
        var near = transport.TryConnect();
        var far = listener.Accept(Patience);
        Assert.NotNull(near);
        Assert.NotNull(far);
        return (Keep(near), Keep(far));
    }

    private T Keep<T>(T one)
        where T : IDisposable
    {
        made.Add(one);
        return one;
    }

    private static Inbox Listen(IConnection connection)
    {
        var inbox = new Inbox();
        connection.Listen(inbox);
        return inbox;
    }

    private static void Await(Func<bool> isTrue, string what, int pace = 5)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!isTrue())
        {
            Assert.True(waited.Elapsed < Patience, $"waited in vain until {what}");
            Thread.Sleep(pace);
        }
    }
}
