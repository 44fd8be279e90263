using System.Diagnostics;
using Rota.Core.Bytes;
using Rota.Linux.Files;
using Rota.Store.Sqlite.Files;
using Rota.Store.Local;

namespace Rota.Store.Tests;

/// <summary>Names and texts of any bytes, on the disk and in the database.</summary>
public sealed class ByteFileTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("rota-bytes-").FullName;

    public void Dispose() => Shell("rm -rf \"$0\"", root);

    [Fact]
    public void All_files_below_a_directory_are_found_under_their_names()
    {
        Shell("cd \"$0\" && mkdir \"$(printf 'd\\351')\" e && touch \"$(printf 'd\\351/x\\300\\257')\" e/y 'n\nl' -- -z "
            + "&& ln -s e/y link && ln -s e dir && mkfifo pipe", root);
        Assert.Equal(["-z", "d\uDCE9/x\uDCC0\uDCAF", "e/y", "n\nl"], ByteFiles.Below(root, 10).Order(StringComparer.Ordinal));
        Assert.Equal(3, ByteFiles.Below(root, 2).Count);
        Assert.True(ByteFiles.IsFile($"{root}/d\uDCE9/x\uDCC0\uDCAF"));
        Assert.True(ByteFiles.IsDirectory($"{root}/d\uDCE9"));
        Assert.False(ByteFiles.IsFile($"{root}/d\uFFFD/x\uDCC0\uDCAF"));
    }

    [Fact]
    public void A_directory_that_is_not_there_is_no_empty_one() =>
        Assert.ThrowsAny<IOException>(() => ByteFiles.Below(root + "/none", 10));

    [Fact]
    public void A_text_in_the_database_is_the_bytes_it_was()
    {
        using var home = new Home();
        home.Submit(Home.Spec());
        using var connection = Connection.Open(home.State.Database);
        foreach (var text in (string[])["x\uDCE9", "\uDCED\uDCA0\uDC80", "a\0b", "", "é😀\uFFFD"])
        {
            using var rows = connection.Prepare("SELECT ?1, hex(?1)").Bind(1, text).Rows();
            Assert.True(rows.Read());
            Assert.Equal(text, rows.Text(0));
            Assert.Equal(Convert.ToHexString(ByteText.Bytes(text)), rows.Text(1));
        }
    }

    [Fact]
    public void A_state_is_refused_where_its_path_is_not_UTF8()
    {
        var refusal = Assert.Throws<StoreException>(() => StateDirectory.Open(root + "/x\uDCE9/state", create: true));
        Assert.Contains("x\\xe9/state", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--state DIR", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(root));
    }

    private static void Shell(string script, string argument)
    {
        using var shell = Process.Start("/bin/sh", ["-c", script, argument]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
