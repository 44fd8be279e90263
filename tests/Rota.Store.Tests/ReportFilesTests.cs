using Rota.Core.Results;
using Rota.Store.Local;

namespace Rota.Store.Tests;

/// <summary>The files by which attempts report: read within bounds, and gone when they are of nobody.</summary>
public sealed class ReportFilesTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("rota-report-").FullName;

    private ReportFiles Files => new(directory);

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Who_wrote_nothing_has_reported_nothing() => Assert.Null(Files.Read(7));

    [Fact]
    public void Both_files_are_read()
    {
        File.WriteAllText(Files.ProgressPath(7), "loss=2\nprogress=1\n");
        File.WriteAllText(Files.ResultPath(7), "{ \"a\": 1 }");
        Assert.Equal(new Reported { Progress = "loss=2\nprogress=1", Result = "{\"a\":1}" }, Files.Read(7));
        Files.Forget(7, null);
        Assert.NotNull(Files.Read(7));
        Files.Forget(7, new Reported());
        Assert.Null(Files.Read(7));
        Files.Forget(7, new Reported());
    }

    [Fact]
    public void Of_a_long_progress_the_end_is_read()
    {
        File.WriteAllText(Files.ProgressPath(7), "lost=1\n" + string.Concat(Enumerable.Repeat("progress=0.5 loss=3\n", 10_000)) + "end");
        Assert.Equal("progress=0.5 loss=3\nend", Files.Read(7)!.Progress);
    }

    [Fact]
    public void A_link_is_not_followed()
    {
        File.WriteAllText(Path.Combine(directory, "secret"), "{\"key\": 1}");
        File.CreateSymbolicLink(Files.ResultPath(7), Path.Combine(directory, "secret"));
        Assert.Contains("no regular file", Files.Read(7)!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_of_no_attempt_that_is_held_goes()
    {
        string[] names = ["1.progress", "1.result", "1.result-part", "1.out", "2.progress", "2.result", "2.out", "x.result"];
        Array.ForEach(names, name => File.WriteAllText(Path.Combine(directory, name), ""));
        Files.RemoveOthers(attempt => attempt == 1);
        Assert.Equal(
            ["1.out", "1.progress", "1.result", "1.result-part", "2.out"],
            Directory.GetFiles(directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
