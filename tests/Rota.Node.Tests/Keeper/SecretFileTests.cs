using Rota.Fabric.Wire;
using Rota.Node.Keeper.Starting;

namespace Rota.Node.Tests.Keeper;

/// <summary>Files that hold secrets, as they are read when a process starts.</summary>
public sealed class SecretFileTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), "rota-secret-" + Path.GetRandomFileName());

    [Theory]
    [InlineData("value", "value")]
    [InlineData("value\n", "value")]
    [InlineData("value\r\n", "value")]
    [InlineData("two\nlines\n", "two\nlines")]
    [InlineData(" ä=\n", " ä=")]
    [InlineData("", "")]
    public void The_value_is_the_text_without_its_last_newline(string text, string value)
    {
        Write(text);
        var order = SecretFile.Complete(Order(), out var refusal);
        Assert.Null(refusal);
        Assert.Equal(["X=1", "V=2", $"S={value}"], order.Environment);
    }

    [Fact]
    public void It_is_read_again_at_each_start()
    {
        Write("one");
        Assert.Contains("S=one", SecretFile.Complete(Order(), out _).Environment);
        Write("two");
        Assert.Contains("S=two", SecretFile.Complete(Order(), out _).Environment);
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_that_all_can_open_is_refused(UnixFileMode open)
    {
        Write("value");
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | open);
        Assert.Contains($"chmod 600 {path}", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() => Assert.Contains($"S: {path}: No such file", Refusal(), StringComparison.Ordinal);

    [Fact]
    public void What_is_no_file_is_refused_and_holds_up_nothing()
    {
        Directory.CreateDirectory(path);
        Assert.Contains("no regular file", Refusal(), StringComparison.Ordinal);
        Directory.Delete(path);
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", [path]))
        {
            pipe.WaitForExit();
        }

        Assert.Contains("no regular file", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_need_not_be_UTF8()
    {
        Write("");
        File.WriteAllBytes(path, [0xC3, 0x28, 0xE9]);
        Assert.Contains("S=\uDCC3(\uDCE9", SecretFile.Complete(Order(), out _).Environment);
    }

    [Fact]
    public void What_no_variable_can_hold_is_refused()
    {
        Write("a\0b");
        Assert.Contains("NUL", Refusal(), StringComparison.Ordinal);
        Write(new string('x', 200_000));
        Assert.Contains("longer", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_of_an_earlier_version_has_no_secrets()
    {
        var writer = new FrameWriter();
        (Order() with { Secrets = Order().Secrets with { Missing = "no" } }).Write(writer);
        var frame = writer.Written.Span[4..];
        var reader = new FrameReader(frame);
        reader.Kind();
        var whole = LaunchOrder.Read(ref reader);
        Assert.Equal(("no", "V=2", $"S={path}"), (whole.Secrets.Missing, whole.Secrets.Values[0], whole.Secrets.Files[0]));

        // Without the last fields: two lists of one text each, a text, and whether it is made again.
        var earlier = new FrameReader(frame[..^((2 * 4) + 4 + "V=2".Length + 4 + $"S={path}".Length + 4 + "no".Length + 1)]);
        earlier.Kind();
        var read = LaunchOrder.Read(ref earlier);
        Assert.Same(LaunchSecrets.None, read.Secrets);
    }

    public void Dispose() => File.Delete(path);

    private string Refusal()
    {
        var order = SecretFile.Complete(Order(), out var refusal);
        Assert.DoesNotContain(order.Environment, entry => entry.StartsWith("S=", StringComparison.Ordinal));
        return refusal ?? "(none)";
    }

    private void Write(string text)
    {
        File.Delete(path);
        using var file = new StreamWriter(path, new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(text);
    }

    private LaunchOrder Order() => new()
    {
        Attempt = 7, Job = 1, Shape = 1, InPlace = false, AfterSuccessOnly = false, Context = 1,
        Arguments = ["true"], Directory = "/", Environment = ["X=1"], Secrets = new LaunchSecrets(["V=2"], [$"S={path}"], null),
    };
}
