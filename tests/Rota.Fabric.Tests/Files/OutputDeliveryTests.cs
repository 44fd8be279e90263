using Rota.Cell;
using Rota.Cell.Files;
using Rota.Store.Local;

namespace Rota.Fabric.Tests.Files;

public sealed class OutputDeliveryTests : IDisposable
{
    private readonly string root = System.IO.Directory.CreateTempSubdirectory("rota-delivery-").FullName;
    private readonly StateDirectory state;
    private readonly string directory;

    public OutputDeliveryTests()
    {
        state = StateDirectory.Open(Path.Combine(root, "state"), create: true);
        directory = state.PlacesOf(owner: null).OwnDirectory(1, 7);
        System.IO.Directory.CreateDirectory(Path.Combine(directory, "parts", "deep"));
        File.WriteAllText(Path.Combine(directory, "model"), "model");
        File.WriteAllText(Path.Combine(directory, "parts", "1"), "one");
        File.WriteAllText(Path.Combine(directory, "parts", "deep", "2"), "");
    }

    public void Dispose() => System.IO.Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Files_and_directories_of_them_go_home()
    {
        var home = new FakeHome { Left = ["model", "parts/"] };
        await Deliver(home);
        Assert.Equal(["model", "parts/1", "parts/deep/2"], home.Came.Keys.Order());
        Assert.Equal("one"u8.ToArray(), home.Came["parts/1"]);
        Assert.Empty(home.Came["parts/deep/2"]);
    }

    [Fact]
    public async Task What_is_there_already_is_not_brought_again()
    {
        var home = new FakeHome { Left = ["model"], Came = { ["model"] = "mod"u8.ToArray() } };
        await Deliver(home);
        Assert.Equal("model"u8.ToArray(), home.Came["model"]);
    }

    [Fact]
    public async Task A_step_after_it_on_the_same_node_finds_it()
    {
        var home = new FakeHome { Left = ["model"] };
        var cache = new BlobCache(state.Brought, long.MaxValue);
        await new OutputDelivery(state, home, cache).Deliver(1, 7, TestContext.Current.CancellationToken);
        System.IO.Directory.Delete(directory, recursive: true);
        Assert.Equal("model", await File.ReadAllTextAsync(cache.Find(home.Add("model"u8.ToArray()))!, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("link")]
    [InlineData("absolute")]
    [InlineData("up/secret")]
    [InlineData("pipe")]
    public async Task What_is_not_there_or_is_not_of_the_attempt_does_not_go(string name)
    {
        File.WriteAllText(Path.Combine(directory, "..", "secret"), "s");
        File.CreateSymbolicLink(Path.Combine(directory, "link"), "../secret");
        File.CreateSymbolicLink(Path.Combine(directory, "absolute"), "/etc/passwd");
        System.IO.Directory.CreateSymbolicLink(Path.Combine(directory, "up"), "..");
        System.Diagnostics.Process.Start("mkfifo", [Path.Combine(directory, "pipe")]).WaitForExit();
        var home = new FakeHome { Left = ["model", name] };
        var error = await Assert.ThrowsAsync<CellException>(() => Deliver(home));
        Assert.Equal(CellFault.NoFile, error.Fault);
        Assert.Equal(["model"], home.Came.Keys);
    }

    private Task Deliver(FakeHome home) =>
        new OutputDelivery(state, home, new BlobCache(state.Brought, long.MaxValue)).Deliver(1, 7, TestContext.Current.CancellationToken);
}
