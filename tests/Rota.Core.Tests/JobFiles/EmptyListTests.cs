using Rota.Core.JobFiles;

namespace Rota.Core.Tests.JobFiles;

/// <summary>A list without items is a mistake, unless somebody says that it is no work.</summary>
public sealed class EmptyListTests
{
    private static readonly InMemoryFiles Files = new() { ["/work/empty"] = "\n\n", ["/work/head.csv"] = "a,b\n", ["/work/none.csv"] = "" };

    public static TheoryData<string> Lists => ["each_line: empty", "from_csv: head.csv", "each_file: {under: /work, match: nothing}"];

    [Theory]
    [MemberData(nameof(Lists))]
    public void It_is_no_work_where_the_entry_the_defaults_or_the_submission_say_so(string list)
    {
        Assert.Single(Read.Problems($"tasks: [{{command: x, {list}}}]", Files));
        Assert.Equal(0, Read.Task($"command: x, {list}, if_empty: ok", Files).Expansion.Count);
        Assert.Equal(0, Read.Job($"defaults: {{if_empty: ok}}\ntasks: [{{command: x, {list}}}]", Files).TaskCount);
        var asked = JobFileReader.Read($"tasks: [{{command: x, {list}}}]", "job.yaml", Read.Context(Files) with { AllowsEmptyLists = true });
        Assert.Equal(0, Assert.IsType<JobFileResult.Accepted>(asked).Job.TaskCount);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void An_entry_can_hold_to_it(string list) =>
        Assert.Single(Read.Problems($"defaults: {{if_empty: ok}}\ntasks: [{{command: x, {list}, if_empty: error}}]", Files));

    [Theory]
    [InlineData("array: 0-3, if_empty: ok", "if_empty goes with each_line, from_csv, each_file, not with array; remove it")]
    [InlineData("each_line: empty, if_empty: fine", "if_empty must be error or ok, not \"fine\"")]
    [InlineData("from_csv: none.csv, if_empty: ok", "the table is empty; its first line names the columns")]
    [InlineData("each_line: gone, if_empty: ok", "gone cannot be read")]
    public void Other_mistakes_stay_mistakes(string body, string problem) =>
        Assert.Contains(problem, string.Join('\n', Read.Problems($"tasks: [{{command: x, {body}}}]", Files).Select(one => one.ToString())), StringComparison.Ordinal);
}
