using Rota.Sim.Policies;
using Rota.Sim.Policies.Loads;

namespace Rota.Sim.Tests.Policies;

/// <summary>Recorded jobs in each format.</summary>
public sealed class TraceTests
{
    [Fact]
    public void Swf_gives_a_task_for_each_processor()
    {
        var trace = TraceFile.Read(".swf", "; comment\n1 0 5 100 4 -1\n2 50 0 300 1 -1\n3 60 0 -1 8 -1\n");
        Assert.Equal((2, 2.5, 140.0), (trace.Jobs, trace.MeanTasks, trace.MeanSeconds));
    }

    [Fact]
    public void Swim_gives_a_task_for_each_block()
    {
        var trace = TraceFile.Read(".tsv", "job0\t9\t9\t1762\t0\t14347\njob1\t20\t2\t134217728\t0\t0\n");
        Assert.Equal((2, 1.5), (trace.Jobs, trace.MeanTasks));
    }

    [Fact]
    public void A_workflow_is_one_job()
    {
        const string Text = """{"workflow":{"execution":{"tasks":[{"runtimeInSeconds":2},{"runtimeInSeconds":4}]}}}""";
        var trace = TraceFile.Read(".json", Text);
        Assert.Equal((1, 2.0, 3.0), (trace.Jobs, trace.MeanTasks, trace.MeanSeconds));
    }

    [Theory]
    [InlineData(".swf", "1 zero 5 100 4", "line 1")]
    [InlineData(".tsv", "job0\t9", "line 1")]
    [InlineData(".swf", "; nothing", "no job")]
    [InlineData(".json", "{}", "WfFormat")]
    [InlineData(".txt", "", ".swf")]
    public void What_cannot_be_read_is_told(string extension, string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<TraceException>(() => TraceFile.Read(extension, text)).Message);

    [Fact]
    public void A_trace_is_scaled_to_the_load_and_told_in_its_own_unit()
    {
        var jobs = Enumerable.Range(0, 1_000).Select(job => new TraceJob(job * 7, [30.0])).ToArray();
        var settings = Measure.Of("central", 1, 0.8) with { Trace = new Trace(jobs), Jobs = 20_000 };
        var result = PolicyRun.Run(settings);
        Assert.Equal((30.0, 0.0), (Math.Round(result.Response.Mean, 6), Math.Round(result.Wait.Mean, 6)));
    }

    [Fact]
    public void Jobs_of_Facebook_are_read()
    {
        var file = Path.Combine(Shared, "traces/FB-2010_samples_24_times_1hr_0.tsv");
        Assert.SkipUnless(File.Exists(file), "the recorded data are not beside this checkout (../shared/data; ROTA_DATA names another place)");
        var trace = TraceFile.Read(".tsv", File.ReadAllText(file));
        Assert.Equal(24_442, trace.Jobs);
        Assert.InRange(trace.MeanTasks, 10, 10_000);
    }

    [Fact]
    public void Recorded_workflows_are_read()
    {
        var directory = Path.Combine(Shared, "workflows");
        Assert.SkipUnless(Directory.Exists(directory), "the recorded data are not beside this checkout (../shared/data; ROTA_DATA names another place)");
        foreach (var file in Directory.GetFiles(directory, "*.json"))
        {
            Assert.InRange(TraceFile.Read(".json", File.ReadAllText(file)).MeanTasks, 10, 336);
        }
    }

    /// <summary>Data beside the checkout; it is no part of the product.</summary>
    private static string Shared
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Directory.Packages.props")))
            {
                directory = directory.Parent;
            }

            return Environment.GetEnvironmentVariable("ROTA_DATA")
                ?? Path.Combine(directory?.FullName ?? ".", "..", "shared", "data");
        }
    }
}
