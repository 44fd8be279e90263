using Rota.Instruments.Otlp;

namespace Rota.Cli.Tests.Otlp;

/// <summary>OpenTelemetry's variables mean here what its specification says.</summary>
public sealed class OtlpVariableTests
{
    private readonly Dictionary<string, string> variables = [];

    [Fact]
    public void Without_an_endpoint_nothing_is_sent()
    {
        variables["OTEL_SERVICE_NAME"] = "batch";
        Assert.Null(Read(null, out var refusal));
        Assert.Null(refusal);
    }

    [Fact]
    public void Each_signal_has_its_path_below_the_shared_endpoint_and_its_own_as_it_is()
    {
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4318/base/";
        variables["OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"] = "https://other/in";
        var options = Read(null, out _)!;
        Assert.Equal("http://collector:4318/base/v1/traces", options.Traces!.ToString());
        Assert.Equal("https://other/in", options.Metrics!.ToString());
    }

    [Fact]
    public void A_stated_collector_counts_before_the_variables_and_before_what_switches_them_off()
    {
        variables["OTEL_SDK_DISABLED"] = "true";
        variables["OTEL_TRACES_EXPORTER"] = "none";
        variables["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = "http://elsewhere/";
        var options = Read("http://here:4318", out _)!;
        Assert.Equal("http://here:4318/v1/traces", options.Traces!.ToString());
        Assert.Equal("http://here:4318/v1/metrics", options.Metrics!.ToString());
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "true", false, false)]
    [InlineData("OTEL_SDK_DISABLED", "TRUE", false, false)]
    [InlineData("OTEL_SDK_DISABLED", "false", true, true)]
    [InlineData("OTEL_TRACES_EXPORTER", "none", false, true)]
    [InlineData("OTEL_METRICS_EXPORTER", "none", true, false)]
    public void What_is_switched_off_goes_nowhere(string name, string value, bool traces, bool metrics)
    {
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4318";
        variables[name] = value;
        var options = Read(null, out _);
        Assert.Equal((traces, metrics), (options?.Traces is not null, options?.Metrics is not null));
    }

    [Theory]
    [InlineData("collector:4318")]
    [InlineData("ftp://collector")]
    [InlineData("//x")]
    [InlineData("http//x")]
    public void What_is_no_URL_is_refused_with_one_that_is(string text)
    {
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = text;
        Assert.Null(Read(null, out var refusal));
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", refusal, StringComparison.Ordinal);
        Assert.Contains("http://HOST:4318", refusal, StringComparison.Ordinal);
        Assert.Null(Read(text, out refusal));
        Assert.Contains("--otlp", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void The_binary_protocol_is_refused_with_what_to_set()
    {
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4317";
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        Assert.Null(Read(null, out var refusal));
        Assert.Contains("http/json", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_and_resource_are_lists_with_percent_signs_and_a_name_of_its_own_counts_first()
    {
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4318";
        variables["OTEL_EXPORTER_OTLP_HEADERS"] = "Authorization=Bearer%20abc=, x-tenant = a ,,broken";
        variables["OTEL_RESOURCE_ATTRIBUTES"] = "service.name=one,deployment.environment=prod";
        variables["OTEL_SERVICE_NAME"] = "two";
        var options = Read(null, out _)!;
        Assert.Equal([new("Authorization", "Bearer abc="), new("x-tenant", "a")], options.Headers);
        Assert.Equal([new("deployment.environment", "prod"), new("service.name", "two")], options.Resource);
        Assert.Equal("rota", ReadWithout("OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES").Resource.Single().Value);
    }

    [Theory]
    [InlineData("250", 250)]
    [InlineData("0", 10_000)]
    [InlineData("-3", 10_000)]
    [InlineData("soon", 10_000)]
    public void A_time_that_is_none_leaves_the_usual_one(string text, int millis)
    {
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4318";
        variables["OTEL_EXPORTER_OTLP_TIMEOUT"] = text;
        Assert.Equal(TimeSpan.FromMilliseconds(millis), Read(null, out _)!.Timeout);
    }

    private OtlpOptions ReadWithout(params string[] names)
    {
        Array.ForEach(names, name => variables.Remove(name));
        return Read(null, out _)!;
    }

    private OtlpOptions? Read(string? endpoint, out string? refusal) =>
        OtlpVariables.Read(name => variables.GetValueOrDefault(name), endpoint, out refusal);
}
