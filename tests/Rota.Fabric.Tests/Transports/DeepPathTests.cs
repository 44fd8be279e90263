using Rota.Fabric.Transports.Unix;

namespace Rota.Fabric.Tests.Transports;

/// <summary>Sockets below directories that are deeper than the system's addresses are long.</summary>
public sealed class DeepPathTests : IDisposable
{
    private const int Tries = 2_000;
    private readonly string root = Path.Combine(Path.GetTempPath(), "rota-deep-" + Path.GetRandomFileName());

    [Fact]
    public void A_door_that_is_not_there_costs_no_descriptor_however_often_it_is_tried()
    {
        var transport = new UnixTransport(Deep());
        Assert.Null(transport.TryConnect());
        var before = Descriptors;
        for (var tried = 0; tried < Tries; tried++)
        {
            Assert.Null(transport.TryConnect());
        }

        Assert.InRange(Descriptors, 0, before + (Tries / 2));
    }

    [Fact]
    public void A_listener_there_is_found()
    {
        var path = Deep();
        using var listener = new UnixListener(path);
        using var connection = new UnixTransport(path).TryConnect();
        Assert.NotNull(connection);
        using var accepted = listener.Accept(TimeSpan.FromSeconds(30));
        Assert.NotNull(accepted);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>Others of this process come and go meanwhile: by far fewer than there are tries.</summary>
    private static int Descriptors => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    private string Deep() =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(root, new string('d', 120))).FullName, "socket");
}
