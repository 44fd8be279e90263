using System.Text.RegularExpressions;

namespace Rota.Web.Tests.Metrics;

/// <summary>What Prometheus reads.</summary>
public sealed partial class MetricTests : IDisposable
{
    private readonly ServedState state = new();

    [Fact]
    public async Task Each_line_is_one_of_its_text_format_and_each_family_is_told_of_once()
    {
        await state.Submit("with \"quotes\" and \\ in it", 5);
        var text = await state.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.All(text.TrimEnd('\n').Split('\n'), line => Assert.Matches(Line(), line));
        var families = text.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(families.Distinct(), families);
    }

    [Fact]
    public async Task Open_jobs_and_their_tasks_are_told_by_queue_and_state()
    {
        await state.Submit(tasks: 5);
        var text = await state.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Contains("rota_jobs{queue=\"\",state=\"queued\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("rota_tasks{queue=\"\",state=\"ready\"} 5\n", text, StringComparison.Ordinal);
    }

    public void Dispose() => state.Dispose();

    [GeneratedRegex("""^(# (HELP [a-z_]+ .*|TYPE [a-z_]+ (counter|gauge|histogram))|[a-z_]+(\{([a-z_]+="([^"\\\n]|\\["\\n])*",?)+\})? [0-9.eE+-]+)$""")]
    private static partial Regex Line();
}
