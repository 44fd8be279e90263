using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Problems;

namespace Rota.Core.Tests.JobFiles;

/// <summary>
/// What the examples and documents show is what the published schema allows, and what it refuses is refused.
/// </summary>
public sealed partial class SchemaExampleTests
{
    private static readonly string Root = FindRoot();
    private static readonly Schema Published = new(JsonNode.Parse(JobFileSchema.Text)!);

    public static TheoryData<string> Examples =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "examples"), "*.yaml").Select(file =>
            Path.GetFileName(file)).Order()];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_valid(string file) =>
        Assert.Empty(Published.Check(Json(File.ReadAllText(Path.Combine(Root, "examples", file)))));

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/job-file.md")]
    public void Every_job_file_in_a_document_is_valid(string file)
    {
        var blocks = Blocks().Matches(File.ReadAllText(Path.Combine(Root, file))).Select(match =>
            match.Groups["job"].Value)
            .Where(block => block.Contains("tasks:", StringComparison.Ordinal));
        Assert.All(blocks, block => Assert.Empty(Published.Check(Json(block))));
    }

    /// <summary>Mistakes that the reader refuses too: else the schema would have an editor praise them.</summary>
    [Theory]
    [InlineData("tasks: [{id: a, comand: x}]")]
    [InlineData("tasks: []")]
    [InlineData("tasks: [{id: a, command: x, retry: {max_attempts: 0}}]")]
    [InlineData("tasks: [{id: a, command: x, retry: sometimes}]")]
    [InlineData("tasks: [{id: a, command: x, timeout: soon}]")]
    [InlineData("tasks: [{id: a, command: x, resources: {memory: lots}}]")]
    [InlineData("tasks: [{id: a, command: x, resources: {license/: 1}}]")]
    [InlineData("version: 2\ntasks: [{id: a, command: x}]")]
    [InlineData("max_failures: 0\ntasks: [{id: a, command: x}]")]
    public void A_mistake_is_refused(string yaml)
    {
        Assert.NotEmpty(Published.Check(Json(yaml)));
        Assert.NotEmpty(Read.Problems(yaml));
    }

    /// <summary>
    /// YAML as editors hand it to a schema: plain words are numbers, truth values or nothing where they look so.
    /// </summary>
    private static JsonNode? Json(string yaml)
    {
        var problems = new ProblemList("file");
        var tree = YamlTree.Read(yaml, problems);
        Assert.NotNull(tree);
        return Json(tree);
    }

    private static JsonNode? Json(Node node) => node switch
    {
        MappingNode map => new JsonObject(map.Entries.Select(entry =>
            KeyValuePair.Create(entry.Key.Text, Json(entry.Value)))),
        SequenceNode list => new JsonArray([.. list.Items.Select(Json)]),
        ScalarNode { IsNull: true } => null,
        ScalarNode { IsPlain: true, Text: "true" or "false" } scalar => JsonValue.Create(scalar.Text == "true"),
        ScalarNode { IsPlain: true } scalar when double.TryParse(scalar.Text, NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var number) => JsonValue.Create(number),
        ScalarNode scalar => JsonValue.Create(scalar.Text),
        _ => throw new InvalidOperationException(node.Kind),
    };

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Rota.slnx")))
        {
            directory = directory.Parent!;
        }

        return directory.FullName;
    }

    [GeneratedRegex("^```yaml\n(?<job>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();
}
