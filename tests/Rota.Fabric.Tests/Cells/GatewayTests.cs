using System.Net.Sockets;
using System.Text;
using Rota.Cell.Identity;
using Rota.Cell.Joining;
using Rota.Cell.State;
using Rota.Web.Cells;

namespace Rota.Fabric.Tests.Cells;

/// <summary>What clients say at a node gets to the home with the certificate that the node has then.</summary>
public sealed class GatewayTests : IDisposable
{
    private readonly TestCell cell = new();
    private readonly Socket api = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public GatewayTests()
    {
        api.Bind(new UnixDomainSocketEndPoint(SocketOf(cell.Folder)));
        api.Listen();
        new Thread(Echo) { IsBackground = true }.Start();
    }

    public void Dispose()
    {
        api.Dispose();
        cell.Dispose();
    }

    [Fact]
    public void A_renewed_certificate_counts_for_who_comes_then_and_ends_nobody_who_is_there()
    {
        var folder = cell.Join("a");
        var files = new IdentityFiles(folder);
        using var gateway = Gateway.Open(folder, CellSettings.Of(folder, CellRole.Node), address: null);
        using var first = Connect(folder);
        Assert.Equal("one", Said(first, "one"));
        var renewed = new JoinClient(cell.Address).Renew(files.Read());

        // A certificate that nobody knows: who comes while it is there is not let through.
        var foreign = CellAuthority.Create("other", DateTimeOffset.UtcNow);
        var key = KeyRequest.Create();
        var authority = files.AuthorityPem;
        files.Write(foreign.CertificatePem, foreign.Certify(key.RequestPem, CellRole.Node, "a", "a", DateTimeOffset.UtcNow), key.KeyPem);
        using (var refused = Connect(folder))
        {
            Assert.StartsWith("HTTP/1.1 503", Said(refused, "two"), StringComparison.Ordinal);
        }

        files.Write(authority, renewed.Certificate, renewed.Key);
        using var later = Connect(folder);
        Assert.Equal("three", Said(later, "three"));
        Assert.Equal("four", Said(first, "four"));
    }

    private static string SocketOf(CellFolder folder) => Path.Combine(folder.State.Path, "api.sock");

    private static Socket Connect(CellFolder folder)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 60_000 };
        socket.Connect(new UnixDomainSocketEndPoint(SocketOf(folder)));
        return socket;
    }

    private static string Said(Socket socket, string words)
    {
        socket.Send(Encoding.ASCII.GetBytes(words));
        var room = new byte[4096];
        return Encoding.ASCII.GetString(room, 0, socket.Receive(room));
    }

    private void Echo()
    {
        try
        {
            while (true)
            {
                var client = api.Accept();
                new Thread(() => Echo(client)) { IsBackground = true }.Start();
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static void Echo(Socket client)
    {
        using (client)
        {
            try
            {
                var room = new byte[4096];
                while (client.Receive(room) is > 0 and var count)
                {
                    client.Send(room, count, SocketFlags.None);
                }
            }
            catch (SocketException)
            {
                // Who asked is gone.
            }
        }
    }
}
