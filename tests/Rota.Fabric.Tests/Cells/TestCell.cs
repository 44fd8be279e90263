using Microsoft.Extensions.Logging.Abstractions;
using Rota.App.Files;
using Rota.Cell.Files;
using Rota.Cell.Identity;
using Rota.Cell.Joining;
using Rota.Cell.Nodes;
using Rota.Cell.State;
using Rota.Core.Model;
using Rota.Node.Machine;
using Rota.Store.Local;
using Rota.Store.Memory;
using Rota.Web.Cells;

namespace Rota.Fabric.Tests.Cells;

/// <summary>A home that listens, and machines that would join it, each with a state of its own.</summary>
internal sealed class TestCell : IDisposable
{
    private readonly string root = System.IO.Directory.CreateTempSubdirectory("rota-cell-").FullName;
    private readonly List<Action> ends = [];
    private readonly CellAuthority authority = CellAuthority.Create("test", DateTimeOffset.UtcNow);

    public TestCell()
    {
        Folder = FolderOf("home");
        var key = KeyRequest.Create();
        var files = new IdentityFiles(Folder);
        files.Write(authority);
        files.Write(authority.CertificatePem, authority.Certify(key.RequestPem, CellRole.Home, "home", "home", DateTimeOffset.UtcNow), key.KeyPem);
        new CellSettings { Role = CellRole.Home, CellName = "test", Name = "home", Address = "127.0.0.1:0" }.Write(Folder);
        Home = CellHome.Start(Folder, () => Files, TimeProvider.System, NullLogger.Instance)!;
        ends.Add(() => Home.Dispose());
    }

    public CellFolder Folder { get; }

    /// <summary>The files of its jobs, of which it has none.</summary>
    public HomeFiles Files => new(new MemoryHomes().Of(Folder.State), NullLogger.Instance);

    public CellHome Home { get; private set; }

    public Uri Address => new($"https://{Home.Address}");

    public CellFolder FolderOf(string name)
    {
        var path = System.IO.Path.Combine(root, name);
        return new CellFolder(StateDirectory.Open(path, create: true));
    }

    public TokenText Token(TimeSpan life, int uses = 1)
    {
        var now = Instant.From(DateTimeOffset.UtcNow);
        return new TokenText(authority.Fingerprint, new JoinTokens(Folder).Create(now + life, uses, now));
    }

    /// <summary>Has a machine join.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="by">The way to the home that it knows.</param>
    public CellFolder Join(string name, Uri? by = null)
    {
        var joined = new JoinClient(by ?? Address).Join(Token(TimeSpan.FromHours(1)), name);
        var folder = FolderOf(name);
        new IdentityFiles(folder).Write(joined.Authority, joined.Certificate, joined.Key);
        new CellSettings
        {
            Role = CellRole.Node,
            CellName = joined.CellName,
            Name = name,
            Address = (by ?? Address).ToString(),
            Zone = "rack4",
            Labels = new Dictionary<string, string> { ["disk"] = "ssd" },
        }.Write(folder);
        return folder;
    }

    /// <summary>Serves the node of a machine until it is disposed. Its keeper is the test's.</summary>
    public IDisposable Serve(CellFolder folder, string binary = "/bin/true")
    {
        var (isToEnd, changed) = (false, new ManualResetEvent(false));
        var service = new NodeService(
            folder, CellSettings.Of(folder, CellRole.Node), new NodeOptions { Binary = binary }, 4, BlobCache.UsualBytesMax, NullLogger.Instance);
        var thread = new Thread(() => service.Run(() => Volatile.Read(ref isToEnd), changed));
        thread.Start();
        var end = new End(() =>
        {
            Volatile.Write(ref isToEnd, true);
            changed.Set();
            thread.Join();
            service.Dispose();
        });
        ends.Add(end.Dispose);
        return end;
    }

    public static void Await(Func<bool> isTrue, string what)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!isTrue())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60), $"waited in vain until {what}");
            Thread.Sleep(5);
        }
    }

    public void Dispose()
    {
        ends.Reverse();
        ends.ForEach(end => end());
        System.IO.Directory.Delete(root, recursive: true);
    }

    private sealed class End(Action end) : IDisposable
    {
        private bool isOver;

        public void Dispose()
        {
            if (!isOver)
            {
                isOver = true;
                end();
            }
        }
    }
}
