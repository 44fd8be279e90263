using Rota.App.Files;
using Rota.Cell;
using Rota.Cell.Files;
using Rota.Linux.Files;

namespace Rota.Cli.Tests.Files;

public sealed class ArrivingFileTests : IDisposable
{
    private const int Mask = 0b000_010_010;
    private readonly string root = Directory.CreateTempSubdirectory("rota-arriving-").FullName;
    private readonly string place;
    private readonly FileBook book;

    public ArrivingFileTests()
    {
        place = Path.Combine(root, "work");
        Directory.CreateDirectory(place);
        book = new FileBook(Path.Combine(root, "state", "book"));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task It_has_its_name_when_it_is_whole()
    {
        var file = Of("hello", "sub/a");
        Assert.Equal(0, file.Length());
        await Assert.ThrowsAsync<CellException>(() => file.Take(0, Bytes("he"), Ct));
        Assert.False(File.Exists(At("sub/a")));
        Assert.Equal(2, file.Length());
        await file.Take(2, Bytes("llo"), Ct);
        Assert.Equal("hello", await File.ReadAllTextAsync(At("sub/a"), Ct));
        Assert.Equal(["a"], Directory.GetFiles(At("sub")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_has_come_is_not_asked_for_again()
    {
        await Of("hello").Take(0, Bytes("hello"), Ct);
        Assert.Equal(5, Of("hello").Length());
        Assert.Equal(5, new ArrivingFile(place, Mask, File5("hello"), new FileBook(Path.Combine(root, "state", "book"))).Length());
        await File.WriteAllTextAsync(At("a"), "other", Ct);
        Assert.Equal(0, Of("hello").Length());
    }

    [Fact]
    public async Task Other_bytes_than_were_sent_get_no_name()
    {
        var file = Of("hello");
        Assert.Equal(0, file.Length());
        await Assert.ThrowsAsync<CellException>(() => file.Take(0, Bytes("jello"), Ct));
        Assert.Empty(Directory.GetFiles(place));
        Assert.Equal(0, file.Length());
        await file.Take(0, Bytes("hello"), Ct);
        Assert.Equal("hello", await File.ReadAllTextAsync(At("a"), Ct));
    }

    [Fact]
    public async Task The_beginning_of_another_file_is_not_gone_on_with()
    {
        Assert.Equal(0, Of("hello").Length());
        await Assert.ThrowsAsync<CellException>(() => Of("hello").Take(0, Bytes("he"), Ct));
        Assert.Equal(0, Of("jelly").Length());
        await Of("jelly").Take(0, Bytes("jelly"), Ct);
        Assert.Equal("jelly", await File.ReadAllTextAsync(At("a"), Ct));
    }

    [Fact]
    public async Task It_takes_the_place_of_a_link_and_not_of_what_that_leads_to()
    {
        await File.WriteAllTextAsync(Path.Combine(root, "secret"), "s", Ct);
        File.CreateSymbolicLink(At("a"), "../secret");
        await Of("hello").Take(0, Bytes("hello"), Ct);
        Assert.Equal("s", await File.ReadAllTextAsync(Path.Combine(root, "secret"), Ct));
        Assert.Equal("hello", await File.ReadAllTextAsync(At("a"), Ct));
    }

    [Fact]
    public void A_directory_that_leads_out_takes_nothing()
    {
        Directory.CreateSymbolicLink(At("up"), "..");
        Assert.Equal(CellFault.NoFile, Assert.Throws<CellException>(() => Of("hello", "up/a").Length()).Fault);
        Directory.Delete(place, recursive: true);
        Assert.Equal(CellFault.NoFile, Assert.Throws<CellException>(() => Of("hello").Length()).Fault);
    }

    [Fact]
    public void What_was_read_is_known_again_by_its_place_and_by_what_is_in_it()
    {
        var (a, b) = (new FileStamp(1, 5, -7, 0x81A4), new FileStamp(2, 5, 7, 0x81A4));
        var (one, two) = (new string('1', 64), new string('2', 64));
        book.Note("/x y", "a\nb", a, one);
        book.Note("/x y", "c", b, one);
        book.Note("/x y", "c", a, two);
        foreach (var known in (FileBook[])[book, new FileBook(Path.Combine(root, "state", "book"))])
        {
            Assert.Equal((a, one), known.Of("/x y", "a\nb"));
            Assert.Equal((a, two), known.Of("/x y", "c"));
            Assert.Equal(("/x y", "c", a), known.With(two));
            Assert.Equal(("/x y", "a\nb", a), known.With(one));
            Assert.Null(known.Of("/x", "c"));
        }
    }

    private static MemoryStream Bytes(string text) => new(System.Text.Encoding.ASCII.GetBytes(text));

    private static ManifestFile File5(string text, string name = "a")
    {
        using var hash = new FileHash();
        hash.Take(System.Text.Encoding.ASCII.GetBytes(text));
        return new(name, hash.End(), new FileStamp(0, text.Length, 0, 0x81A4));
    }

    private ArrivingFile Of(string text, string name = "a") => new(place, Mask, File5(text, name), book);

    private string At(string name) => Path.Combine(place, name);
}
