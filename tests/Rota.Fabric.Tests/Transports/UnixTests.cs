using Rota.Fabric.Transports.Unix;

namespace Rota.Fabric.Tests.Transports;

/// <summary>The contract over Unix sockets.</summary>
public sealed class UnixTests : TransportContract
{
    private static string NewPath() => Path.Combine(Path.GetTempPath(), "rota-line-" + Path.GetRandomFileName());

    [Fact]
    public void A_path_longer_than_the_system_takes_is_reached()
    {
        var directory = Directory.CreateDirectory(Path.Combine(NewPath(), new string('d', 120)));
        var path = Path.Combine(directory.FullName, "socket");
        using (var rig = new ThreadedRig(new UnixTransport(path), new UnixListener(path)))
        {
            var (near, far) = rig.Connect();
            var inbox = new Inbox();
            far.Listen(inbox);
            near.Send(
                Inbox.Framed([
                    [1, 2, 3],
                ])
            );
            rig.Await(() => inbox.Frames.Length == 1, "it came");
        }

        directory.Parent!.Delete(recursive: true);
    }

    [Fact]
    public void A_long_path_where_nobody_listens_costs_no_descriptor_however_often_it_is_tried()
    {
        const int tries = 2_000;
        var directory = Directory.CreateDirectory(Path.Combine(NewPath(), new string('d', 120)));
        var transport = new UnixTransport(Path.Combine(directory.FullName, "socket"));
        var before = Descriptors();
        for (var tried = 0; tried < tries; tried++)
        {
            Assert.Null(transport.TryConnect());
        }

        // Other tests of this process come and go meanwhile: by far fewer than there are tries.
        Assert.InRange(Descriptors(), 0, before + (tries / 2));
        directory.Parent!.Delete(recursive: true);
    }

    [Fact]
    public void A_socket_that_was_left_behind_is_taken_over_and_cleared_away()
    {
        var path = NewPath();
        File.WriteAllText(path, "left");
        using (new UnixListener(path))
        {
            Assert.NotNull(new UnixTransport(path).TryConnect());
        }

        Assert.False(File.Exists(path));
    }

    private static int Descriptors() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    private protected override ILineRig Open()
    {
        var path = NewPath();
        return new ThreadedRig(new UnixTransport(path), new UnixListener(path));
    }
}
