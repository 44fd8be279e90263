using System.Globalization;
using Rota.Core.JobFiles;
using Rota.Core.Jobs;

namespace Rota.Core.Tests.JobFiles;

public sealed class WfFormatTests
{
    private const string Diamond = """
        {"name": "diamond", "workflow": {
          "specification": {"tasks": [
            {"id": "d.1 é", "parents": ["b", "c"]}, {"name": "a", "parents": []},
            {"id": "b", "parents": ["a"]}, {"id": "c", "parents": ["a", "a"]}]},
          "execution": {"tasks": [
            {"id": "a", "runtimeInSeconds": 1}, {"id": "b", "runtimeInSeconds": 2.5},
            {"id": "c", "runtimeInSeconds": 1e1}, {"id": "d.1 é", "runtimeInSeconds": 0.0001}]}}}
        """;

    [Fact]
    public void A_recording_becomes_tasks_that_sleep_as_long()
    {
        var job = Accepted(WfFormat.Read(Diamond, "diamond.json", Read.Context(), timeScale: 0.01));

        Assert.Equal("diamond", job.Name);
        Assert.Equal(["d.1 é", "a", "b", "c"], job.Tasks.Select(task => task.Id));
        Assert.Equal(["sleep", "0.025"], job.Tasks[2].Command.Words);
        Assert.Equal(["sleep", "0.000001"], job.Tasks[0].Command.Words);
        Assert.Equal(2.5, job.Tasks[2].RecordedSeconds);
        Assert.Equal([2, 3], job.Tasks[0].Needs.Select(need => need.Task));
        Assert.Equal([1], job.Tasks[3].Needs.Select(need => need.Task));
    }

    [Fact]
    public void The_critical_path_is_the_longest()
    {
        var job = Accepted(WfFormat.Read(Diamond, "diamond.json", Read.Context()));

        var path = CriticalPath.Of(job, entry => job.Tasks[entry].RecordedSeconds!.Value);

        Assert.Equal(11.0001, path.Seconds, 6);
        Assert.Equal(["a", "c", "d.1 é"], path.Entries.Select(entry => job.Tasks[entry].Id));
    }

    [Theory]
    [InlineData("{", "this is not JSON")]
    [InlineData("[]", "workflow.specification.tasks is missing or empty")]
    [InlineData("""{"workflow": {"specification": {"tasks": [{"id": "a"}]}}}""", "workflow.execution.tasks is missing")]
    [InlineData("""{"workflow": {"specification": {"tasks": [{"id": "a"}, {"id": "a"}]}, "execution": {"tasks": []}}}""", "two tasks have the id \"a\"")]
    [InlineData("""{"workflow": {"specification": {"tasks": [{"id": "a", "parents": ["b"]}]}, "execution": {"tasks": []}}}""", "which is no task of the workflow")]
    [InlineData("""{"workflow": {"specification": {"tasks": [{"id": "a", "parents": ["b"]}, {"id": "b", "parents": ["a"]}]}, "execution": {"tasks": []}}}""", "parents of each other: a → b → a")]
    [InlineData("""{"workflow": {"specification": {"tasks": [{"id": "a"}]}, "execution": {"tasks": [{"id": "a", "runtimeInSeconds": -1}]}}}""", "is no number from 0")]
    [InlineData("""{"workflow": {"specification": {"tasks": [{"id": "\ud800"}]}, "execution": {"tasks": []}}}""", "not Unicode")]
    [InlineData("""{"workflow": {"specification": {"tasks": [{"id": "a\n"}]}, "execution": {"tasks": []}}}""", "printable characters")]
    public void A_broken_recording_is_told(string text, string problem)
    {
        var refused = Assert.IsType<JobFileResult.Refused>(WfFormat.Read(text, "w.json", Read.Context()));

        Assert.Contains(refused.Problems, told => told.Message.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_time_scale_below_zero_is_refused() =>
        Assert.IsType<JobFileResult.Refused>(WfFormat.Read(Diamond, "w.json", Read.Context(), timeScale: -1));

    [Fact]
    public void Every_recorded_workflow_of_the_collection_is_read()
    {
        var files = Recordings();
        Assert.SkipWhen(files.Length == 0, "the recorded workflows are not on this machine (../shared/data/workflows)");

        foreach (var file in files)
        {
            var job = Accepted(WfFormat.Read(File.ReadAllText(file), Path.GetFileName(file), Read.Context()));
            var path = CriticalPath.Of(job, entry => job.Tasks[entry].RecordedSeconds ?? 0);
            var longest = job.Tasks.Max(task => task.RecordedSeconds!.Value);

            Assert.Equal(job.TaskCount, job.Tasks.Length);
            Assert.InRange(path.Seconds, longest, job.Tasks.Sum(task => task.RecordedSeconds!.Value));
            TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture,
                $"{job.Name}: {job.Tasks.Length} tasks, {path.Seconds:F1} s on the critical path"));
        }
    }

    private static string[] Recordings()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var shared = Path.Combine(directory.FullName, "..", "shared", "data", "workflows");
            if (File.Exists(Path.Combine(directory.FullName, "Directory.Packages.props")))
            {
                return Directory.Exists(shared) ? Directory.GetFiles(shared, "*.json") : [];
            }
        }

        return [];
    }

    private static JobSpec Accepted(JobFileResult result) => result switch
    {
        JobFileResult.Accepted accepted => accepted.Job,
        JobFileResult.Refused refused => throw new InvalidOperationException(string.Join('\n', refused.Problems)),
        _ => throw new InvalidOperationException(),
    };
}
