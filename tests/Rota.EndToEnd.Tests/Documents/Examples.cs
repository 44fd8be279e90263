using System.Text.RegularExpressions;

namespace Rota.EndToEnd.Tests.Documents;

/// <summary>The examples, by what examples/README.md says of each.</summary>
internal static partial class Examples
{
    public static readonly Scene[] Scenes =
    [
        new("checksums.yaml -p", (checkout, _) => VerifyManifest(checkout, checkout.Rota.At("photos.sha256"), 9))
        {
            Prepare = checkout => checkout.Fill("home/photos"),
            More = " -p dir=$HOME/photos",
        },
        new("checksums.yaml", (checkout, _) =>
        {
            var said = ManifestPath().Match(checkout.Rota.Run("logs", "1.merge").Exits(0).Out);
            Assert.Equal("9", said.Groups["files"].Value);
            VerifyManifest(checkout, said.Groups["path"].Value, 9);
        })
        {
            Prepare = checkout => checkout.Fill("small"),
            More = " -p dir=small",
        },
        new("video.yaml", (checkout, run) =>
        {
            run.Says("40 tasks  4 levels");
            var said = checkout.Rota.Run("logs", "1.verify").Exits(0).Lines;
            Assert.Equal(6, said.Length);
            Assert.All(said, line => Assert.Matches(@"(h264|hevc|vp9) (180|360): 1[12]\.\d+ s, \d+ bytes$", line));
        })
        {
            Programs = ["ffmpeg", "ffprobe"],
        },
        new("sweep.yaml", (checkout, run) =>
        {
            run.Says("25 succeeded, 6 failed", "6 x exit 1: diverged", "the learning rate 100 is too high");
            Assert.Equal("succeeded", checkout.Rota.TasksOf().Single(task => task.Task == "best").State);
            Assert.Contains("lr", checkout.Rota.Run("logs", "1.best").Exits(0).Out, StringComparison.Ordinal);
        })
        {
            ExitCode = 1, Programs = ["node"],
        },
        new("etl.yaml -p busy=9", (checkout, _) =>
        {
            Assert.InRange(checkout.Rota.TasksOf().Count(task => task.State == "failed"), 3, 7);
            Assert.False(File.Exists(checkout.Rota.At("out/table.csv")));
        })
        {
            More = " -p out=$PWD/out", ExitCode = 1,
        },
        new("etl.yaml", (checkout, run) =>
        {
            run.Says("17 tasks", "17 succeeded");
            Assert.Equal(21, checkout.Rota.AttemptsOf().Length);
            var table = File.ReadAllLines(checkout.Rota.At("out/table.csv"));
            Assert.Equal("station,days,least,mean,most,dropped", table[0]);
            Assert.Equal(8, table.Length - 1);
        })
        {
            More = " -p out=$PWD/out",
        },
    ];

    // With the tool that people will use, where they will use it.
    private static void VerifyManifest(Checkout checkout, string path, int files)
    {
        var check = checkout.Shell($"LC_ALL=C sha256sum --check --strict '{path}'").Exits(0);
        Assert.Equal(files, check.Lines.Count(line => line.EndsWith(": OK", StringComparison.Ordinal)));
        Assert.Equal(files, File.ReadLines(path).Count());
    }

    [GeneratedRegex(@"^(?<files>\d+) files in (?<path>.+)$", RegexOptions.Multiline)]
    private static partial Regex ManifestPath();
}
