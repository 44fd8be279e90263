using Rota.Fabric.Transports;

namespace Rota.Fabric.Tests.Transports;

/// <summary>What every transport holds to. One class for each runs all of it.</summary>
public abstract class TransportContract
{
    [Fact]
    public void Frames_come_whole_and_in_order()
    {
        using var rig = Open();
        var (near, far) = rig.Connect();
        var inbox = Listen(far);
        var sent = Payloads(1_000);
        foreach (var some in sent.Chunk(7))
        {
            near.Send(Inbox.Framed(some));
        }

        rig.Await(() => inbox.Frames.Length == sent.Length, "all came");
        Assert.Equal(sent, inbox.Frames);
    }

    [Fact]
    public void The_largest_frame_comes_whole()
    {
        using var rig = Open();
        var (near, far) = rig.Connect();
        var inbox = Listen(far);
        near.Send(Inbox.Framed([Inbox.LargestPayload]));
        rig.Await(() => inbox.Frames.Length == 1, "it came");
        Assert.True(Inbox.LargestPayload.AsSpan().SequenceEqual(inbox.Frames[0]));
    }

    [Fact]
    public void Both_sides_speak_at_once()
    {
        using var rig = Open();
        var (near, far) = rig.Connect();
        var (here, there) = (Listen(near), Listen(far));
        var (one, two) = (Payloads(300), Payloads(200));
        rig.Both(() => SendEach(near, one), () => SendEach(far, two));
        rig.Await(() => there.Frames.Length == one.Length && here.Frames.Length == two.Length, "all came");
        Assert.Equal(one, there.Frames);
        Assert.Equal(two, here.Frames);
    }

    [Fact]
    public void What_came_before_anybody_listened_is_taken_then()
    {
        using var rig = Open();
        var (near, far) = rig.Connect();
        near.Send(Inbox.Framed(Payloads(20)));
        var inbox = Listen(far);
        rig.Await(() => inbox.Frames.Length == 20, "all came");
        Assert.Equal(Payloads(20), inbox.Frames);
    }

    [Fact]
    public void An_end_is_seen_once_by_both_sides()
    {
        using var rig = Open();
        var (near, far) = rig.Connect();
        var (here, there) = (Listen(near), Listen(far));
        near.Dispose();
        near.Dispose();
        rig.Await(() => here.HasEnded && there.HasEnded, "both saw the end");
        far.Dispose();
        Assert.Equal((1, 1), (here.Ends, there.Ends));
        Assert.Equal((null, null), (here.Fault, there.Fault));
    }

    [Fact]
    public void What_was_sent_before_an_end_comes_before_it()
    {
        using var rig = Open();
        var (near, far) = rig.Connect();
        var inbox = Listen(far);
        near.Send(Inbox.Framed(Payloads(50)));
        near.Dispose();
        rig.Await(() => inbox.HasEnded, "the end was seen");
        Assert.Equal(Payloads(50), inbox.Frames);
    }

    [Fact]
    public void Nothing_can_be_sent_once_the_end_was_seen()
    {
        using var rig = Open();
        var (near, far) = rig.Connect();
        var inbox = Listen(far);
        near.Dispose();
        rig.Await(() => inbox.HasEnded, "the end was seen");
        Assert.Throws<ConnectionEndedException>(() => near.Send(Inbox.Framed(Payloads(1))));
        Assert.Throws<ConnectionEndedException>(() => far.Send(Inbox.Framed(Payloads(1))));
    }

    [Fact]
    public void After_an_end_one_connects_again()
    {
        using var rig = Open();
        for (var time = 0; time < 5; time++)
        {
            var (near, far) = rig.Connect();
            var inbox = Listen(far);
            near.Send(Inbox.Framed([Inbox.Payload(time, 9)]));
            near.Dispose();
            rig.Await(() => inbox.HasEnded, "the end was seen");
            Assert.Equal([Inbox.Payload(time, 9)], inbox.Frames);
        }
    }

    [Fact]
    public void Many_lines_do_not_mix()
    {
        using var rig = Open();
        var lines = Enumerable.Range(0, 20).Select(_ => rig.Connect()).ToArray();
        var inboxes = lines.Select(line => Listen(line.Far)).ToArray();
        for (var number = 0; number < 400; number++)
        {
            lines[number % lines.Length].Near.Send(Inbox.Framed([Inbox.Payload(number, 40)]));
        }

        rig.Await(() => inboxes.All(inbox => inbox.Frames.Length == 20), "all came");
        Assert.All(
            inboxes.Index(),
            inbox =>
                Assert.Equal(
                    Enumerable.Range(0, 20).Select(round => Inbox.Payload((round * 20) + inbox.Index, 40)),
                    inbox.Item.Frames
                )
        );
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    public void A_length_that_no_frame_has_ends_the_line(int length)
    {
        using var rig = Open();
        var (near, far) = rig.Connect();
        var (here, there) = (Listen(near), Listen(far));
        near.Send([.. Inbox.Framed(Payloads(3)), .. BitConverter.GetBytes(length), 1, 2, 3, 4]);
        rig.Await(() => here.HasEnded && there.HasEnded, "both saw the end");
        Assert.Equal(Payloads(3), there.Frames);
        Assert.Contains($"a frame of {length} bytes", there.Fault, StringComparison.Ordinal);
        Assert.Null(here.Fault);
    }

    [Fact]
    public void A_frame_that_makes_no_sense_ends_the_line()
    {
        using var rig = Open();
        var (near, far) = rig.Connect();
        var here = Listen(near);
        var there = new Inbox { Seen = frame => Refuse(frame[0] == 2) };
        far.Listen(there);
        near.Send(
            Inbox.Framed([
                [1],
                [2],
                [3],
            ])
        );
        rig.Await(() => here.HasEnded && there.HasEnded, "both saw the end");
        Assert.Equal(
            [
                [1],
            ],
            there.Frames
        );
        Assert.Equal("no sense", there.Fault);
    }

    [Fact]
    public void Where_nobody_listens_there_is_no_connection()
    {
        using var rig = Open();
        Assert.Null(rig.ConnectToNobody());
    }

    private protected abstract ILineRig Open();

    private static Inbox Listen(IConnection connection)
    {
        var inbox = new Inbox();
        connection.Listen(inbox);
        return inbox;
    }

    private static byte[][] Payloads(int count) =>
        [.. Enumerable.Range(0, count).Select(number => Inbox.Payload(number, 1 + (number * 37 % 900)))];

    private static void SendEach(IConnection connection, byte[][] payloads)
    {
        foreach (var payload in payloads)
        {
            connection.Send(Inbox.Framed([payload]));
        }
    }

    private static void Refuse(bool isRefused)
    {
        if (isRefused)
        {
            throw new InvalidDataException("no sense");
        }
    }
}
