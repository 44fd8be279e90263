using System.Diagnostics;
using System.Text.Json;

namespace Rota.Web.Tests.Metrics;

/// <summary>The dashboard and the alerts are what Grafana and Prometheus read.</summary>
public sealed class ExampleTests
{
    [Fact]
    public void Each_panel_of_the_dashboard_asks_the_chosen_source_and_none_covers_another()
    {
        var dashboard = JsonDocument.Parse(Tree.Text("examples/observability/dashboard.json")).RootElement;
        Assert.Equal("datasource", dashboard.GetProperty("templating").GetProperty("list")[0].GetProperty("name").GetString());
        var taken = new HashSet<(int, int)>();
        foreach (var panel in dashboard.GetProperty("panels").EnumerateArray())
        {
            Assert.False(string.IsNullOrWhiteSpace(panel.GetProperty("title").GetString()));
            Assert.All(panel.GetProperty("targets").EnumerateArray(), target => Assert.Equal("${datasource}", target.GetProperty("datasource").GetProperty("uid").GetString()));
            var place = panel.GetProperty("gridPos");
            int Of(string name) => place.GetProperty(name).GetInt32();
            Assert.All(from x in Enumerable.Range(Of("x"), Of("w")) from y in Enumerable.Range(Of("y"), Of("h")) select (x, y), cell => Assert.True(taken.Add(cell)));
            Assert.True(Of("x") + Of("w") <= 24, "a dashboard is 24 wide");
        }
    }

    [Theory]
    [InlineData("examples/observability/dashboard.json")]
    [InlineData("examples/observability/alerts.yaml")]
    public void Brackets_of_an_expression_are_closed(string file) =>
        Assert.All(MetricListTests.Expressions(file), text => Assert.All([('(', ')'), ('[', ']'), ('{', '}')], pair => Assert.Equal(text.Count(c => c == pair.Item1), text.Count(c => c == pair.Item2))));

    [Fact]
    public async Task Prometheus_takes_the_alerts() =>
        Assert.Contains("10 rules found", await Check(Tree.At("examples/observability/alerts.yaml")), StringComparison.Ordinal);

    [Fact]
    public async Task Prometheus_reads_every_expression_of_the_dashboard()
    {
        var expressions = MetricListTests.Expressions("examples/observability/dashboard.json").ToArray();
        var rules = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(rules, "groups:\n- name: panels\n  rules:\n" + string.Concat(expressions.Index().Select(one =>
                $"  - {{record: panel_{one.Index}, expr: {JsonSerializer.Serialize(one.Item)}}}\n")), TestContext.Current.CancellationToken);
            Assert.Contains($"{expressions.Length} rules found", await Check(rules), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(rules);
        }
    }

    private static async Task<string> Check(string rules)
    {
        var program = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "promtool is not installed (Debian: prometheus)");
        using var check = Process.Start(new ProcessStartInfo(program!, ["check", "rules", rules])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var said = check.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await check.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(check.ExitCode == 0, await said + errors);
        return await said;
    }
}
