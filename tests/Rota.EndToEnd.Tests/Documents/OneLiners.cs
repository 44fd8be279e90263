using System.IO.Compression;

namespace Rota.EndToEnd.Tests.Documents;

/// <summary>The README's lines without a job file.</summary>
internal static class OneLiners
{
    private const string Workflow = """
        {"name": "diamond", "workflow": {
          "specification": {"tasks": [
            {"id": "a", "parents": []}, {"id": "b", "parents": ["a"]}, {"id": "c", "parents": ["a"]},
            {"id": "d", "parents": ["b", "c"]}]},
          "execution": {"tasks": [
            {"id": "a", "runtimeInSeconds": 1}, {"id": "b", "runtimeInSeconds": 2},
            {"id": "c", "runtimeInSeconds": 3}, {"id": "d", "runtimeInSeconds": 4}]}}}
        """;

    public static readonly Scene[] Scenes =
    [
        new("gzip -k {}", (checkout, _) => Assert.All(Names, name =>
        {
            var file = File.OpenRead(checkout.Rota.At(name + ".log.gz"));
            using var packed = new GZipStream(file, CompressionMode.Decompress);
            Assert.Equal(name, new StreamReader(packed).ReadToEnd());
            Assert.True(File.Exists(checkout.Rota.At(name + ".log")));
        }))
        {
            Prepare = checkout => Array.ForEach(Names, name => checkout.Rota.Write(name + ".log", name)),
            Programs = ["gzip"],
        },
        new("--array 0-999%50", (checkout, _) => Assert.Equal(
            Enumerable.Range(0, 1000), File.ReadLines(checkout.Rota.At("indices")).Select(int.Parse).Order()))
        {
            Prepare = checkout => checkout.WriteScript("sim.sh", "echo $ROTA_TASK_INDEX >> indices"),
        },
        new("--each-line urls.txt", (checkout, _) => Assert.All(Names[..2], name =>
            Assert.Equal(name, File.ReadAllText(checkout.Rota.At(name + ".page")))))
        {
            // What curl fetches without a network.
            Prepare = checkout =>
            {
                Directory.CreateDirectory(checkout.Rota.At("site"));
                Array.ForEach(Names[..2], name => checkout.Rota.Write($"site/{name}.page", name));
                var site = "file://" + checkout.Rota.At("site");
                checkout.Rota.Write("urls.txt", string.Concat(Names[..2].Select(name => $"{site}/{name}.page\n")));
            },
            Programs = ["curl"],
        },
        new("--from-csv grid.csv", (checkout, _) => Assert.Equal(
            ["--lr 0.01 --seed 2", "--lr 0.1 --seed 1"], File.ReadLines(checkout.Rota.At("trained")).Order()))
        {
            Prepare = checkout =>
            {
                checkout.Rota.Write("grid.csv", "seed,lr\n1,0.1\n2,0.01\n");
                checkout.WriteScript("train.sh", "echo \"$*\" >> trained");
            },
        },
        new("--format wfformat", (checkout, run) =>
        {
            run.Says("diamond  4 tasks  3 levels", "4 succeeded");
            Assert.All(checkout.Rota.TasksOf(), task => Assert.Equal("succeeded", task.State));
        })
        {
            Prepare = checkout => checkout.Rota.Write("workflow.json", Workflow),
        },
    ];

    private static string[] Names => ["first", "second", "with a blank"];
}
