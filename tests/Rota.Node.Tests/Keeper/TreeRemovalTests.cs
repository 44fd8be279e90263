using System.Diagnostics;
using Rota.Linux.Files;

namespace Rota.Node.Tests.Keeper;

/// <summary>Removing what tasks left in a directory of theirs, whatever they did to it.</summary>
public sealed class TreeRemovalTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("rota-tree-").FullName;

    private string Tree => Path.Combine(root, "tree");

    private string Beside => Path.Combine(root, "beside");

    public TreeRemovalTests()
    {
        Directory.CreateDirectory(Tree);
        Directory.CreateDirectory(Beside);
        File.WriteAllText(Path.Combine(Beside, "file"), "stays");
    }

    public void Dispose()
    {
        Shell($"chmod -R u+rwx {root}; rm -rf {root}");
    }

    [Theory]
    [InlineData("true")]
    [InlineData("mkdir -p a/b/c; echo x > a/b/c/file; echo y > file")]
    [InlineData("ln -s ../beside link; ln -s ../beside/file link2; ln -s / all; mkdir d; ln -s ../../beside d/link; ln -s nowhere broken")]
    [InlineData("mkdir -p a/b; echo x > a/b/f; chmod 555 a/b; chmod 500 a; chmod 400 .")]
    [InlineData("mkdir -p a/b; echo x > a/b/f; chmod 0 a/b; chmod 0 a; chmod 0 .")]
    [InlineData("mkfifo pipe; : > 'a\nb'; : > \"$(printf 'x\\351')\"; mkdir ' '; : > ' /-rf'; : > .hidden; : > ...")]
    [InlineData("echo 1 > f; ln f ../hard; ln f g")]
    public void All_of_it_goes_and_nothing_else(string script)
    {
        Shell($"cd {Tree}; {script}");
        Assert.Equal(0, TreeRemoval.Remove(Tree));
        Assert.False(Directory.Exists(Tree));
        Assert.Equal("stays", File.ReadAllText(Path.Combine(Beside, "file")));
    }

    [Fact]
    public void Neither_depth_nor_number_is_bounded()
    {
        // Deeper than a path can be long, and deeper than there are descriptors.
        Shell($"cd {Tree}; i=0; while [ $i -lt 1000 ]; do mkdir ddddd; echo x > file; cd -P ddddd; i=$((i+1)); done");
        Shell($"cd {Tree}; mkdir many; cd many; seq 1 30000 | xargs touch");
        Assert.Equal(0, TreeRemoval.Remove(Tree));
        Assert.False(Directory.Exists(Tree));
    }

    [Fact]
    public void A_link_in_its_place_is_not_followed()
    {
        Directory.Delete(Tree);
        File.CreateSymbolicLink(Tree, Beside);
        Assert.NotEqual(0, TreeRemoval.Remove(Tree));
        Assert.True(File.Exists(Path.Combine(Beside, "file")));
    }

    [Fact]
    public void What_is_not_there_is_removed() => Assert.Equal(0, TreeRemoval.Remove(Path.Combine(root, "nothing")));

    [Fact]
    public void What_is_mounted_in_it_stays()
    {
        Directory.CreateDirectory(Path.Combine(Tree, "mount"));
        File.WriteAllText(Path.Combine(Tree, "other"), "");
        if (Shell($"mount --bind {Beside} {Tree}/mount 2>/dev/null") != 0)
        {
            Assert.Skip("nothing can be mounted here");
        }

        try
        {
            Assert.NotEqual(0, TreeRemoval.Remove(Tree));
            Assert.True(File.Exists(Path.Combine(Beside, "file")));
            Assert.Equal([Path.Combine(Tree, "mount")], Directory.GetFileSystemEntries(Tree));
        }
        finally
        {
            Shell($"umount {Tree}/mount");
        }
    }

    private static int Shell(string script)
    {
        using var shell = Process.Start("sh", ["-c", script]);
        shell.WaitForExit();
        return shell.ExitCode;
    }
}
