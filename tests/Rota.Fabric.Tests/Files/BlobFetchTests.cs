using Rota.Cell;
using Rota.Cell.Files;
using Rota.Core.Model;

namespace Rota.Fabric.Tests.Files;

public sealed class BlobFetchTests : IDisposable
{
    private readonly string root = System.IO.Directory.CreateTempSubdirectory("rota-blobs-").FullName;

    public void Dispose() => System.IO.Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(131_072)]
    [InlineData(1_000_003)]
    public async Task A_file_comes_whole(int length)
    {
        var home = new FakeHome();
        var file = home.Add(Bytes(length));
        Assert.Equal(Bytes(length), await Brought(home, file));
    }

    [Fact]
    public async Task A_file_comes_once_though_a_hundred_ask()
    {
        var home = new FakeHome();
        var file = home.Add(Bytes(300_000));
        var cache = Cache();
        using var fetch = Fetch(home, cache);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => fetch.Bring(1, file, TestContext.Current.CancellationToken)));
        Assert.Equal([0L], home.Asked);
    }

    [Fact]
    public async Task What_was_cut_off_goes_on_where_it_was()
    {
        var home = new FakeHome { Cut = () => 100_000 };
        var file = home.Add(Bytes(250_000));
        Assert.Equal(Bytes(250_000), await Brought(home, file));
        Assert.Equal([0L, 100_000, 200_000], home.Asked);
    }

    [Fact]
    public async Task What_an_earlier_process_had_brought_is_not_brought_again()
    {
        var home = new FakeHome();
        var file = home.Add(Bytes(250_000));
        File.WriteAllBytes(Cache().PartialOf(file.Hash), Bytes(250_000)[..99_999]);
        Assert.Equal(Bytes(250_000), await Brought(home, file));
        Assert.Equal([99_999L], home.Asked);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(250_000)]
    [InlineData(250_001)]
    [InlineData(900_000)]
    public async Task Other_bytes_that_an_earlier_process_left_are_brought_anew(int left)
    {
        var home = new FakeHome();
        var file = home.Add(Bytes(250_000));
        File.WriteAllBytes(Cache().PartialOf(file.Hash), new byte[left]);
        Assert.Equal(Bytes(250_000), await Brought(home, file));
    }

    [Fact]
    public async Task Bytes_that_changed_on_their_way_are_not_believed()
    {
        var tries = 0;
        var home = new FakeHome { Changes = bytes => ++tries == 1 ? [.. bytes.Select((one, at) => at == 77 ? (byte)(one + 1) : one)] : bytes };
        var file = home.Add(Bytes(1000));
        Assert.Equal(Bytes(1000), await Brought(home, file));
        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task What_never_comes_as_it_was_promised_is_given_up()
    {
        var home = new FakeHome { Changes = bytes => [.. bytes.Reverse()] };
        var file = home.Add(Bytes(1000));
        var cache = Cache();
        using var fetch = Fetch(home, cache);
        var error = await Assert.ThrowsAsync<CellException>(() => fetch.Bring(1, file, TestContext.Current.CancellationToken));
        Assert.Equal(CellFault.NoFile, error.Fault);
        Assert.Null(cache.Find(file));
        Assert.Equal(3, home.Asked.Count);
    }

    /// <summary>However the line breaks and bytes change, what is in the cache is what was promised.</summary>
    [Fact]
    public async Task Whatever_happens_on_the_way_the_bytes_are_right()
    {
        for (ulong seed = 1; seed <= 200; seed++)
        {
            var random = new Prng(seed);
            var home = new FakeHome
            {
                Cut = () => (long)random.NextBelow(60_000),
                Changes = bytes => random.NextBelow(10) == 0 ? [.. bytes.Select((one, at) => at == bytes.Length / 2 ? (byte)~one : one)] : bytes,
            };
            var file = home.Add(Bytes(1 + (int)random.NextBelow(100_000), seed));
            try
            {
                Assert.Equal(Bytes((int)file.Stamp.Bytes, seed), await Brought(home, file));
            }
            catch (CellException error)
            {
                Assert.Equal(CellFault.NoFile, error.Fault);
            }
        }
    }

    [Fact]
    public async Task One_that_is_given_up_waits_for_nothing()
    {
        var home = new FakeHome { Cut = () => 0 };
        using var over = new CancellationTokenSource();
        using var fetch = new BlobFetch(home, Cache(), _ => over.CancelAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch.Bring(1, home.Add(Bytes(10)), over.Token));
    }

    private static byte[] Bytes(int length, ulong seed = 7)
    {
        var random = new Prng(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (byte)random.NextBelow(256))];
    }

    private static BlobFetch Fetch(FakeHome home, BlobCache cache) => new(home, cache, _ => Task.CompletedTask);

    private BlobCache Cache() => new(root, long.MaxValue);

    private async Task<byte[]> Brought(FakeHome home, ManifestFile file)
    {
        var cache = Cache();
        using var fetch = Fetch(home, cache);
        await fetch.Bring(1, file, TestContext.Current.CancellationToken);
        return await File.ReadAllBytesAsync(cache.Find(file)!, TestContext.Current.CancellationToken);
    }
}
