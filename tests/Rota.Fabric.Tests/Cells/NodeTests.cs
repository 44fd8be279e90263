using System.Collections.Concurrent;
using System.Globalization;
using Rota.Cell;
using Rota.Cell.Identity;
using Rota.Cell.Joining;
using Rota.Cell.Lines;
using Rota.Cell.State;
using Rota.Fabric.Tests.Transports;
using Rota.Fabric.Transports;
using Rota.Fabric.Transports.Unix;
using Rota.Fabric.Wire;

namespace Rota.Fabric.Tests.Cells;

/// <summary>A node and its home: what is heard of it, and the way to its keeper.</summary>
public sealed class NodeTests : IDisposable
{
    private readonly TestCell cell = new();

    public void Dispose() => cell.Dispose();

    [Fact]
    public void A_node_announces_itself_again_and_again()
    {
        using var keeper = new SilentKeeper(cell.Join("node-1"));
        using var node = cell.Serve(keeper.Folder);
        var said = Heard("node-1").Said;
        Assert.Equal(("node-1", "rack4", 1L, 4), (said.Name, said.Zone, said.Incarnation, said.Capacity.Slots));
        Assert.Equal("ssd", said.Labels["disk"]);
        Assert.Equal(keeper.Folder.State.Path, said.State);
        Assert.Null(said.Withdrawn);
        TestCell.Await(() => Heard("node-1").Said.Sequence > said.Sequence, "it says more");
        Assert.True(Heard("node-1").Said.IsLaterThan(said));
    }

    [Fact]
    public void A_line_through_the_home_leads_to_the_keeper_and_its_frames_are_whole()
    {
        using var keeper = new SilentKeeper(cell.Join("node-1"));
        using var node = cell.Serve(keeper.Folder);
        _ = Heard("node-1");
        var near = cell.Home.Nodes.DoorOf("node-1").TryConnect();
        Assert.NotNull(near);
        var here = new Inbox();
        near.Listen(here);
        byte[][] sent = [.. Enumerable.Range(0, 200).Select(number => Inbox.Payload(number, 1 + (number * 37 % 900)))];
        near.Send(Inbox.Framed(sent));
        var there = keeper.Take(out var far);
        far.Send(Inbox.Framed([Inbox.Payload(3, 5)]));
        TestCell.Await(() => there.Frames.Length == 1 + sent.Length && here.Frames.Length == 1, "all came");
        Assert.Equal(sent, there.Frames[1..]);
        near.Dispose();
        TestCell.Await(() => there.HasEnded, "the keeper saw the end");
    }

    [Fact]
    public void Nobody_takes_a_connection_to_a_node_that_never_came() =>
        Assert.Null(cell.Home.Nodes.DoorOf("nobody").TryConnect());

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_node_that_was_cut_off_comes_again_by_itself(bool there, bool back)
    {
        using var relay = new Relay(cell.Address);
        using var keeper = new SilentKeeper(cell.Join("node-1", relay.Address));
        using var node = cell.Serve(keeper.Folder);
        var first = Heard("node-1").Said;
        relay.GoSilent(there, back);
        TestCell.Await(() => !cell.Home.Nodes.Nodes.Single().IsConnected, "the home saw it");
        Assert.Null(cell.Home.Nodes.DoorOf("node-1").TryConnect());
        Assert.Equal(first.Incarnation, cell.Home.Nodes.Nodes.Single().Said.Incarnation);
        relay.GoSilent(false, false);
        TestCell.Await(() => Heard("node-1").Said.IsLaterThan(first), "it says more");
    }

    [Fact]
    public void A_node_that_is_removed_is_cut_off_and_forgotten()
    {
        using var keeper = new SilentKeeper(cell.Join("node-1"));
        using var node = cell.Serve(keeper.Folder);
        _ = Heard("node-1");
        using (cell.Folder.Lock())
        {
            new Members(cell.Folder).Remove("node-1");
        }

        TestCell.Await(() => cell.Home.Nodes.Nodes.Count == 0, "it is gone");
    }

    [Fact]
    public void A_node_that_can_start_nothing_is_withdrawn()
    {
        using var keeper = new SilentKeeper(cell.Join("node-1"));
        using var node = cell.Serve(keeper.Folder, "/bin/false");
        Assert.Contains("/bin/false ends with 1", Heard("node-1").Said.Withdrawn, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_start_of_a_node_is_a_higher_incarnation()
    {
        using var keeper = new SilentKeeper(cell.Join("node-1"));
        cell.Serve(keeper.Folder).Dispose();
        using var node = cell.Serve(keeper.Folder);
        TestCell.Await(() => Heard("node-1").Said.Incarnation == 2, "the second came");
    }

    [Fact]
    public void Who_watches_hears_of_a_node_that_comes_and_goes()
    {
        using var heard = new AutoResetEvent(false);
        using var watching = cell.Home.Nodes.Watch(() => heard.Set());
        using var keeper = new SilentKeeper(cell.Join("node-1"));
        var node = cell.Serve(keeper.Folder);
        Assert.True(heard.WaitOne(TimeSpan.FromSeconds(60)), "it came");
        TestCell.Await(() => cell.Home.Nodes.Nodes.Any(one => one.IsConnected), "it is connected");
        _ = heard.Reset();
        node.Dispose();
        Assert.True(heard.WaitOne(TimeSpan.FromSeconds(60)), "it went");
    }

    [Fact]
    public void Many_nodes_join_at_once_and_all_are_heard_of()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("ROTA_CELL_NODES") ?? "40", CultureInfo.InvariantCulture);
        var token = cell.Token(TimeSpan.FromHours(1), count);
        var made = new ConcurrentBag<IDisposable>();
        var faults = new ConcurrentBag<string>();
        Thread[] machines = [.. Enumerable.Range(0, count).Select(number => new Thread(() => Try(number)))];
        Array.ForEach(machines, machine => machine.Start());
        Array.ForEach(machines, machine => machine.Join());
        Assert.Empty(faults);
        TestCell.Await(() => cell.Home.Nodes.Nodes.Count(node => node.IsConnected) == count, "all are heard of");
        Assert.Equal(count, new Members(cell.Folder).All.Count);
        foreach (var dialer in made)
        {
            dialer.Dispose();
        }

        void Try(int number)
        {
            try
            {
                Come(number);
            }
            catch (Exception error) when (error is CellException or ConnectionEndedException or InvalidOperationException)
            {
                faults.Add(error.Message);
            }
        }

        void Come(int number)
        {
            var name = $"node-{number}";
            var joined = new JoinClient(cell.Address).Join(token, name);
            var identity = CellIdentity.Of(joined.Authority, joined.Certificate, joined.Key);
            var dialer = new HttpDialer(cell.Address, TlsSettings.Client(identity, CellRole.Home, _ => { }), LinePings.Usual);
            made.Add(dialer);
            var line = new HttpTransport(dialer, CellPaths.Node).TryConnect() ?? throw new InvalidOperationException($"{name} has no line");
            var writer = new FrameWriter();
            AnnouncementFrames.Write(writer, AnnouncementFramesTests.Full with { Name = name });
            line.Send(writer.Written.Span);
        }
    }

    [Fact]
    public void A_node_that_speaks_for_another_is_cut_off_and_not_believed()
    {
        var joined = new JoinClient(cell.Address).Join(cell.Token(TimeSpan.FromHours(1)), "node-1");
        var identity = CellIdentity.Of(joined.Authority, joined.Certificate, joined.Key);
        using var dialer = new HttpDialer(cell.Address, TlsSettings.Client(identity, CellRole.Home, _ => { }), LinePings.Usual);
        using var line = new HttpTransport(dialer, CellPaths.Node).TryConnect()!;
        var inbox = new Inbox();
        line.Listen(inbox);
        var writer = new FrameWriter();
        AnnouncementFrames.Write(writer, AnnouncementFramesTests.Full with { Name = "node-2" });
        line.Send(writer.Written.Span);
        TestCell.Await(() => inbox.HasEnded, "it is cut off");
        Assert.Empty(cell.Home.Nodes.Nodes);
    }

    private HeardNode Heard(string name)
    {
        HeardNode? found = null;
        TestCell.Await(() => (found = cell.Home.Nodes.Nodes.FirstOrDefault(node => node.Said.Name == name && node.IsConnected)) is not null, $"{name} is heard of");
        return found!;
    }

    /// <summary>A keeper that answers nothing.</summary>
    private sealed class SilentKeeper : IDisposable
    {
        private readonly UnixListener listener;

        public SilentKeeper(CellFolder folder)
        {
            Folder = folder;
            listener = new UnixListener(Path.Combine(folder.State.Keeper, "socket"));
        }

        public CellFolder Folder { get; }

        /// <summary>
        /// The line that was led here. On each the node first says what it has; on that of its own census it does so again. By one it moves files.
        /// </summary>
        public Inbox Take(out IConnection far)
        {
            while (true)
            {
                far = listener.Accept(TimeSpan.FromSeconds(60))!;
                var inbox = new Inbox();
                far.Listen(inbox);
                TestCell.Await(() => inbox.Frames is { Length: > 1 } or [[(byte)FrameKind.FilesOffered, ..]], "it says what it wants");
                if (inbox.Frames[0][0] == (byte)FrameKind.FilesOffered)
                {
                    continue;
                }

                Assert.Equal((byte)FrameKind.CensusWanted, inbox.Frames[0][0]);
                if (inbox.Frames[1][0] != (byte)FrameKind.CensusWanted)
                {
                    return inbox;
                }
            }
        }

        public void Dispose() => listener.Dispose();
    }
}
