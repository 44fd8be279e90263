using Rota.Cell.Files;
using Rota.Core.Bytes;
using Rota.Linux.Files;
using Rota.Store.Local;

namespace Rota.Fabric.Tests.Files;

public sealed class StagingTests : IDisposable
{
    private readonly string root = System.IO.Directory.CreateTempSubdirectory("rota-staging-").FullName;
    private readonly StateDirectory state;
    private readonly FakeHome home = new();
    private readonly BlobCache cache;
    private readonly Staging staging;

    public StagingTests()
    {
        state = StateDirectory.Open(Path.Combine(root, "state"), create: true);
        cache = new BlobCache(state.Brought, 0);
        staging = new Staging(state, cache, new BlobFetch(home, cache, _ => Task.CompletedTask));
    }

    public void Dispose() => System.IO.Directory.Delete(root, recursive: true);

    [Fact]
    public async Task An_attempt_begins_with_what_it_reads_and_nothing_else()
    {
        ManifestFile[] files = [home.Add([1], "a"), home.Add([2], "sub/deep/b"), home.Add([1], "again"), home.Add([3], "run.sh", runs: true)];
        await staging.Stage(1, 7, Manifest(files), TestContext.Current.CancellationToken);
        var staged = state.StagedFor(7);
        Assert.Equal(
            ["a", "again", "run.sh", "sub/deep/b"],
            System.IO.Directory.GetFiles(staged, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(staged, path)).Order());
        Assert.Equal([2], File.ReadAllBytes(Path.Combine(staged, "sub/deep/b")));
        Assert.True(File.GetUnixFileMode(Path.Combine(staged, "run.sh")).HasFlag(UnixFileMode.UserExecute));
        cache.Trim(0);
        Assert.NotNull(cache.Find(files[0]));
    }

    [Fact]
    public async Task What_was_made_for_others_goes()
    {
        await staging.Stage(1, 7, Manifest([home.Add([1])]), TestContext.Current.CancellationToken);
        await staging.Stage(1, 8, Manifest([home.Add([1])]), TestContext.Current.CancellationToken);
        staging.Keep([8]);
        Assert.False(System.IO.Directory.Exists(state.StagedFor(7)));
        Assert.True(System.IO.Directory.Exists(state.StagedFor(8)));
        staging.Remove(8);
        Assert.False(System.IO.Directory.Exists(state.StagedFor(8)));
    }

    [Fact]
    public void A_directory_that_is_the_very_same_is_shared()
    {
        Assert.True(Staging.IsShared(Seen()));
        Assert.True(Staging.IsShared(Seen() with { Files = [] }));
    }

    [Fact]
    public void A_copy_of_a_directory_is_not_shared()
    {
        var seen = Seen();
        var copy = Path.Combine(root, "copy");
        System.IO.Directory.CreateDirectory(copy);
        File.Copy(Path.Combine(root, "seen", "a"), Path.Combine(copy, "a"));
        File.SetLastWriteTimeUtc(Path.Combine(copy, "a"), File.GetLastWriteTimeUtc(Path.Combine(root, "seen", "a")));
        Assert.False(Staging.IsShared(seen with { Directory = copy }));
        Assert.False(Staging.IsShared(seen with { Directory = Path.Combine(root, "nowhere") }));
        Assert.False(Staging.IsShared(seen with { Directory = Path.Combine(root, "seen", "a") }));
    }

    [Fact]
    public void A_file_that_is_seen_otherwise_is_brought()
    {
        var seen = Seen();
        File.AppendAllText(Path.Combine(root, "seen", "a"), "more");
        Assert.False(Staging.IsShared(seen));
        File.Delete(Path.Combine(root, "seen", "a"));
        Assert.False(Staging.IsShared(seen));
    }

    [Fact]
    public void A_manifest_is_read_as_it_was_written()
    {
        var manifest = Manifest([home.Add([1], ByteText.Of([0xFF, 0x2F, 0x0A, 0x22])), home.Add([2], "b", runs: true)]) with { Outputs = ["out/", "x y"] };
        var read = FileManifest.Read(manifest.Write().Span);
        Assert.Equal(manifest.Files, read.Files);
        Assert.Equal(manifest.Outputs, read.Outputs);
        Assert.Equal((manifest.Directory, manifest.Inode, 2L), (read.Directory, read.Inode, read.Bytes));
    }

    /// <summary>A node believes no home: what would lead out of the directory of the attempt is no name.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../a")]
    [InlineData("a/../../b")]
    [InlineData("a/..")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("./a")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("a\0b")]
    public void A_hostile_name_is_no_name(string name)
    {
        Assert.Throws<InvalidDataException>(() => FileManifest.Read(Manifest([home.Add([1], name)]).Write().Span));
        Assert.Throws<InvalidDataException>(() => FileManifest.Read((Manifest([]) with { Outputs = [name] }).Write().Span));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../x")]
    [InlineData("ABCDEF0000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0123")]
    public void A_hostile_hash_is_no_hash(string hash) =>
        Assert.Throws<InvalidDataException>(() => FileManifest.Read(Manifest([home.Add([1]) with { Hash = hash }]).Write().Span));

    private static FileManifest Manifest(ManifestFile[] files) => new() { Directory = "/nowhere", Inode = 1, Files = files };

    private FileManifest Seen()
    {
        var path = Path.Combine(root, "seen");
        System.IO.Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "a"), "a");
        using var directory = Beneath.Open(path);
        return new()
        {
            Directory = path,
            Inode = directory.Stamp.Inode,
            Files = [home.Add([1]) with { Stamp = directory.Find("a")!.Value }],
        };
    }
}
