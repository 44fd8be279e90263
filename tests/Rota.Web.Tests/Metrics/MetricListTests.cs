using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Rota.Instruments.Metrics;
using Rota.Instruments.Series;
using Rota.Web.Metrics;

namespace Rota.Web.Tests.Metrics;

/// <summary>What people build on: the names of /metrics are those of the page, and those of the dashboard and the alerts are among them.</summary>
public sealed partial class MetricListTests : IDisposable
{
    /// <summary>What Prometheus tells of itself.</summary>
    private static readonly string[] OfPrometheus = ["up"];
    private readonly ServedState state = new();

    [Fact]
    public void The_page_lists_exactly_the_names_of_the_code()
    {
        var listed = Row().Matches(Tree.Text("docs/observability.md")).Select(row => row.Groups["name"].Value).ToArray();
        Assert.Equal(listed.Distinct(), listed);
        Assert.Equal(Names().Order(), listed.Order());
    }

    [Fact]
    public async Task What_is_read_off_the_home_is_there_from_the_beginning()
    {
        await state.Submit(tasks: 3);
        var text = await state.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.All(HomeLevels.Of(state.Site), family => Assert.Contains($"# TYPE {PrometheusText.NameOf(family)} ", text, StringComparison.Ordinal));
        Assert.Matches(@"rota_oldest_ready_seconds\{queue=""""\} \d", text);
        Assert.Matches(@"rota_build_info\{sqlite=""3\.\d+\.\d+"",version=""[^""]+""\} 1\n", text);
        Assert.Matches(@"rota_store_size_bytes [1-9]", text);
    }

    [Fact]
    public async Task How_long_answers_take_is_told_by_route_and_not_by_job()
    {
        var job = await state.Submit();
        await state.Ask("GET", $"/v1/jobs/{job}");
        var text = await state.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Contains("http_route=\"/v1/jobs/{job}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain($"/v1/jobs/{job}\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("examples/observability/dashboard.json")]
    [InlineData("examples/observability/alerts.yaml")]
    public void Every_name_of_an_example_is_one_of_metrics(string file)
    {
        var known = Names().SelectMany(name => (string[])[name, name + "_bucket", name + "_sum", name + "_count"]).Concat(OfPrometheus).ToHashSet();
        var used = Expressions(file).SelectMany(text => Name().Matches(Label().Replace(text, "")).Select(name => name.Value)).Distinct().ToArray();
        Assert.True(used.Length >= 8, "names are found");
        Assert.Empty(used.Except(known));
    }

    public void Dispose() => state.Dispose();

    internal static IEnumerable<string> Expressions(string file) =>
        Tree.Text(file) is var text && file.EndsWith(".json", StringComparison.Ordinal)
            ? from panel in System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("panels").EnumerateArray()
              from target in panel.GetProperty("targets").EnumerateArray()
              select target.GetProperty("expr").GetString()!
            : Expression().Matches(text).Select(one => one.Groups["text"].Value);

    /// <summary>All that this process could tell: every instrument but those of a keeper, and every level.</summary>
    private IEnumerable<string> Names()
    {
        foreach (var type in typeof(RotaMeter).Assembly.GetTypes().Where(type => type.Namespace == typeof(RotaMeter).Namespace))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        var found = new HashSet<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (one, _) =>
            {
                if ((one.Meter.Name == RotaMeter.Name && !one.Name.StartsWith("rota.keeper", StringComparison.Ordinal)) || one.Name == "http.server.request.duration")
                {
                    found.Add(PrometheusText.NameOf(new MetricFamily(one)));
                }
            },
        };
        listener.Start();
        return found.Concat(HomeLevels.Of(state.Site).Select(PrometheusText.NameOf));
    }

    [GeneratedRegex(@"^\| `(?<name>(rota|http)_[a-z_]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex(@"^ +expr: (\|\n)?(?<text>.*(\n {10,}.*)*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Expression();

    [GeneratedRegex(@"\b(rota|http)_[a-z_]+\b|\bup\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    [GeneratedRegex(@"\bby \([^)]*\)|""[^""]*""")]
    private static partial Regex Label();
}
