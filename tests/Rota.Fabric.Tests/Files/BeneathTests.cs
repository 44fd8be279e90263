using Rota.Core.Bytes;
using Rota.Linux.Files;

namespace Rota.Fabric.Tests.Files;

public sealed class BeneathTests : IDisposable
{
    private readonly string root = System.IO.Directory.CreateTempSubdirectory("rota-beneath-").FullName;

    public BeneathTests()
    {
        System.IO.Directory.CreateDirectory(Inside("sub"));
        File.WriteAllText(Inside("sub/a"), "a");
        File.WriteAllText(Path.Combine(root, "secret"), "s");
        File.CreateSymbolicLink(Inside("near"), "sub/a");
        File.CreateSymbolicLink(Inside("out"), "../secret");
        File.CreateSymbolicLink(Inside("absolute"), Path.Combine(root, "secret"));
        File.CreateSymbolicLink(Inside("back"), Inside("sub/a"));
        System.IO.Directory.CreateSymbolicLink(Inside("up"), "..");
        System.IO.Directory.CreateSymbolicLink(Inside("root"), "/");
        File.CreateSymbolicLink(Inside("loop"), "loop");
    }

    public void Dispose() => System.IO.Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData("sub/a")]
    [InlineData("near")]
    public void What_is_in_it_is_read(string name)
    {
        using var directory = Beneath.Open(Inside(""));
        using var file = directory.Read(name);
        Assert.Equal(1, FileStamp.Of(file).Bytes);
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("sub/../../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("out")]
    [InlineData("absolute")]
    [InlineData("back")]
    [InlineData("up/secret")]
    [InlineData("up/in/../secret")]
    [InlineData("root/etc/passwd")]
    [InlineData("loop")]
    [InlineData("sub")]
    [InlineData("nothing")]
    public void What_leads_out_of_it_or_is_no_file_is_not_read(string name)
    {
        using var directory = Beneath.Open(Inside(""));
        Assert.ThrowsAny<IOException>(() => directory.Read(name));
    }

    [Theory]
    [InlineData("../made")]
    [InlineData("/tmp/rota-made")]
    [InlineData("up/made")]
    [InlineData("up/new/made")]
    [InlineData("absolute")]
    [InlineData("root/tmp/rota-made")]
    public void Nothing_is_made_outside_of_it(string name)
    {
        using var directory = Beneath.Open(Inside(""));
        Assert.ThrowsAny<IOException>(() => directory.Write(name, 0, runs: false));
        Assert.Equal(["in", "secret"], System.IO.Directory.GetFileSystemEntries(root).Select(Path.GetFileName).Order());
        Assert.Equal("s", File.ReadAllText(Path.Combine(root, "secret")));
        Assert.False(File.Exists("/tmp/rota-made"));
    }

    /// <summary>A link in place of the file that is to be replaced goes; what it led to stays as it was.</summary>
    [Fact]
    public void A_link_is_replaced_and_not_followed()
    {
        using var directory = Beneath.Open(Inside(""));
        using (directory.Write(".out.part", 0, runs: false)) { }
        directory.Replace("out", by: ".out.part");
        Assert.Null(new FileInfo(Inside("out")).LinkTarget);
        Assert.Equal("s", File.ReadAllText(Path.Combine(root, "secret")));
    }

    [Theory]
    [InlineData(0b000_010_010, false, "644")]
    [InlineData(0b000_010_010, true, "755")]
    [InlineData(0b000_111_111, true, "700")]
    public void It_has_the_rights_that_the_task_would_have_given(int mask, bool runs, string mode)
    {
        using var directory = Beneath.Open(Inside(""));
        using (directory.Write("new/deep/file", mask, runs)) { }
        Assert.Equal(mode, Convert.ToString((int)File.GetUnixFileMode(Inside("new/deep/file")), 8));
        Assert.Equal(Convert.ToString(0b111_111_111 & ~mask, 8), Convert.ToString((int)File.GetUnixFileMode(Inside("new/deep")), 8));
    }

    [Fact]
    public void A_name_of_any_bytes_is_found()
    {
        var name = ByteText.Of([0x61, 0xFF, 0x62, 0x0A]);
        using var directory = Beneath.Open(Inside(""));
        using (directory.Write(name, 0, runs: false)) { }
        Assert.True(directory.Find(name)!.Value.IsRegular);
        directory.Remove(name);
        Assert.Null(directory.Find(name));
    }

    private string Inside(string name) => Path.Combine(root, "in", name);
}
