using Rota.Cell.Files;

namespace Rota.Fabric.Tests.Files;

public sealed class BlobCacheTests : IDisposable
{
    private readonly string root = System.IO.Directory.CreateTempSubdirectory("rota-blobs-").FullName;
    private readonly FakeHome home = new();

    public void Dispose() => System.IO.Directory.Delete(root, recursive: true);

    [Fact]
    public void The_least_recently_used_goes_first()
    {
        var cache = new BlobCache(root, 250);
        var (a, b, c) = (Admit(cache, 1), Admit(cache, 2), File(3));
        Used(cache, a, hoursAgo: 1);
        Used(cache, b, hoursAgo: 2);
        Admit(cache, c);
        Assert.NotNull(cache.Find(a));
        Assert.Null(cache.Find(b));
        Assert.NotNull(cache.Find(c));
    }

    [Fact]
    public void What_an_attempt_uses_stays()
    {
        var cache = new BlobCache(root, 0);
        var file = File(1);
        using (cache.Hold([file]))
        {
            Admit(cache, file);
            System.Diagnostics.Process.Start("ln", [cache.Find(file)!, Path.Combine(root, "used")]).WaitForExit();
        }

        cache.Trim(0);
        Assert.NotNull(cache.Find(file));
        System.IO.File.Delete(Path.Combine(root, "used"));
        cache.Trim(0);
        Assert.Null(cache.Find(file));
    }

    [Fact]
    public void What_is_about_to_be_used_stays()
    {
        var cache = new BlobCache(root, 0);
        var file = File(1);
        using (cache.Hold([file]))
        using (cache.Hold([file]))
        {
            Admit(cache, file);
            Assert.NotNull(cache.Find(file));
        }

        cache.Trim(0);
        Assert.Null(cache.Find(file));
    }

    [Fact]
    public void It_is_there_after_a_restart()
    {
        var file = Admit(new BlobCache(root, 1000), 1);
        Assert.NotNull(new BlobCache(root, 1000).Find(file));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void What_a_task_has_written_to_is_not_given_to_another(int added)
    {
        var cache = new BlobCache(root, 1000);
        var path = cache.Find(Admit(cache, 1))!;
        System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var bytes = System.IO.File.ReadAllBytes(path);
        System.IO.File.WriteAllBytes(path, [.. bytes.Select(one => (byte)(one + 1)), .. new byte[added]]);
        Assert.Null(cache.Find(File(1)));
    }

    [Fact]
    public void A_program_and_a_file_with_the_same_in_it_are_two()
    {
        var cache = new BlobCache(root, 1000);
        var plain = Admit(cache, 1);
        Assert.Null(cache.Find(File(1, runs: true)));
        Admit(cache, File(1, runs: true));
        Assert.Equal("-r-xr-xr-x", Mode(cache.Find(File(1, runs: true))!));
        Assert.Equal("-r--r--r--", Mode(cache.Find(plain)!));
    }

    [Fact]
    public void What_nobody_waits_for_any_more_goes_and_what_comes_now_stays()
    {
        var cache = new BlobCache(root, 1000);
        var (old, now) = (cache.PartialOf(File(1).Hash), cache.PartialOf(File(2).Hash));
        System.IO.File.WriteAllText(old, "x");
        System.IO.File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));
        System.IO.File.WriteAllText(now, "x");
        cache.Trim(1000);
        Assert.False(System.IO.File.Exists(old));
        Assert.True(System.IO.File.Exists(now));
    }

    private static string Mode(string path) => "-" + string.Concat(Enumerable.Range(0, 9)
        .Select(bit => ((int)System.IO.File.GetUnixFileMode(path) >> (8 - bit) & 1) == 0 ? '-' : "rwx"[bit % 3]));

    private static void Used(BlobCache cache, ManifestFile file, int hoursAgo) =>
        System.IO.File.SetLastAccessTimeUtc(cache.Find(file)!, DateTime.UtcNow.AddHours(-hoursAgo));

    private ManifestFile File(byte fill, bool runs = false) => home.Add([.. Enumerable.Repeat(fill, 100)], runs: runs);

    private ManifestFile Admit(BlobCache cache, byte fill) => Admit(cache, File(fill));

    private static ManifestFile Admit(BlobCache cache, ManifestFile file)
    {
        var fill = Enumerable.Range(1, 3).First(one => Hash((byte)one) == file.Hash);
        System.IO.File.WriteAllBytes(cache.PartialOf(file.Hash), [.. Enumerable.Repeat((byte)fill, 100)]);
        cache.Admit(file, cache.PartialOf(file.Hash));
        return file;
    }

    private static string Hash(byte fill) => new FakeHome().Add([.. Enumerable.Repeat(fill, 100)]).Hash;
}
