using Rota.Core.JobFiles;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;

namespace Rota.Core.Tests.JobFiles;

/// <summary>What a process starts with: <c>stdin</c>, <c>dir</c>, <c>nice</c>, and where paths start from.</summary>
public sealed class StartKeyTests
{
    [Theory]
    [InlineData("stdin: in.txt", "in.txt", null)]
    [InlineData("stdin: {file: in.txt}", "in.txt", null)]
    [InlineData("stdin: {text: \"a\\nb\"}", null, "a\nb")]
    [InlineData("stdin: {text: \"\"}", null, "")]
    public void Standard_input_is_a_file_or_a_text(string body, string? file, string? text) =>
        Assert.Equal(new TaskInput(file, text), Read.Policy(body).Input);

    [Theory]
    [InlineData("dir: fresh", OwnDirectory.Fresh)]
    [InlineData("dir: \"fresh:failed\"", OwnDirectory.KeptWhenFailed)]
    [InlineData("dir: \"fresh:always\"", OwnDirectory.Kept)]
    public void A_directory_of_its_own_stays_by_rule(string body, OwnDirectory rule) =>
        Assert.Equal(rule, Read.Policy(body).OwnDirectory);

    [Theory]
    [InlineData("stdin: []", "its keys are file, text")]
    [InlineData("stdin: \"\"", "stdin is empty; name a file, or remove it")]
    [InlineData("stdin: \"-\"", "stdin cannot be yours: tasks start when there is room, and may start again; keep what they are to read in a file, and name that")]
    [InlineData("stdin: {file: a, text: b}", "stdin is either a file or a text; write stdin: FILE, or stdin: {text: \"...\"}")]
    [InlineData("stdin: {txt: b}", "unknown key \"txt\" in stdin; did you mean \"text\"?")]
    [InlineData("stdin: \"${matrix.x}\"", "${matrix.x} needs a matrix, and this task has none")]
    [InlineData("dir: frsh", "dir must be fresh, fresh:failed or fresh:always, not \"frsh\"; did you mean fresh?")]
    [InlineData("dir: fresh, working_dir: sub", "a task runs in a directory of its own or in working_dir, not in both; keep one of the two; $ROTA_JOB_DIR is the directory of the job")]
    [InlineData("nice: 20", "nice must be a whole number from -20 to 19, not \"20\"")]
    [InlineData("nice: -21", "nice must be a whole number from -20 to 19, not \"-21\"")]
    [InlineData("nice: low", "nice must be a whole number from -20 to 19, not \"low\"")]
    public void A_mistake_is_told(string body, string problem) =>
        Assert.Contains(problem, string.Join('\n', Read.Problems($"tasks:\n  - {{command: x, {body}}}").Select(one => one.ToString())), StringComparison.Ordinal);

    [Fact]
    public void A_text_longer_than_is_passed_on_names_its_bound() =>
        Assert.Contains("longer than 131,071 bytes", Read.TaskProblem($"command: x, stdin: {{text: {new string('x', 131_072)}}}"), StringComparison.Ordinal);

    [Fact]
    public void Entries_take_over_the_defaults_and_state_their_own()
    {
        var job = Read.Job("""
            defaults: {stdin: all.txt, dir: fresh, nice: 5}
            tasks:
              - {id: a, command: x}
              - {id: b, command: x, stdin: {text: own}, nice: 0, working_dir: sub}
            """);
        var (a, b) = (job.Policies[job.Tasks[0].Policy], job.Policies[job.Tasks[1].Policy]);
        Assert.Equal((new TaskInput("all.txt", null), OwnDirectory.Fresh, 5), (a.Input, a.OwnDirectory, a.Nice));
        Assert.Equal((new TaskInput(null, "own"), null, 0, "sub"), (b.Input, b.OwnDirectory, b.Nice, b.WorkingDirectory));
    }

    [Fact]
    public void Placeholders_of_standard_input_are_filled_in_and_its_file_starts_from_the_directory_of_the_job()
    {
        var job = Read.Job("""
            tasks:
              - {command: x, matrix: {x: ["a b", c]}, working_dir: sub, stdin: "in/${matrix.x}"}
              - {command: x, matrix: {x: ["a b", c]}, stdin: {text: "is ${matrix.x}\n${job.dir}"}}
            """);
        Assert.Equal("/work/in/a b", Rendered(job, 0).Input!.File);
        Assert.Equal("is a b\n/work", Rendered(job, 1).Input!.Text);
    }

    [Fact]
    public void Policies_that_differ_in_one_of_them_are_two() =>
        Assert.Equal(4, Read.Job("""
            tasks:
              - {command: x}
              - {command: x, stdin: a}
              - {command: x, dir: fresh}
              - {command: x, nice: 1}
            """).Policies.Length);

    [Theory]
    [InlineData(".", "/files/sub", "/files/sub")]
    [InlineData("..", "/files/sub", "/files")]
    [InlineData("data/x", "/files/sub", "/files/sub/data/x")]
    [InlineData("/else", "/files/sub", "/else")]
    [InlineData("${params.where}", "/files/sub", "/files/sub/there")]
    [InlineData(".", null, "/work")]
    public void Paths_start_from_the_directory_that_the_file_names_from_itself(string directory, string? file, string expected)
    {
        var lists = new InMemoryFiles { [$"{expected}/list"] = "one\n" };
        var context = Read.Context(lists) with { FileDirectory = file };
        var read = JobFileReader.Read($$"""
            directory: {{directory}}
            params: {where: there}
            tasks: [{command: x, each_line: list, stdin: in}]
            """, "job.yaml", context);
        var job = Assert.IsType<JobFileResult.Accepted>(read).Job;
        Assert.Equal((expected, $"{expected}/in"), (job.Directory, Rendered(job, 0).Input!.File));
    }

    private static RenderedTask Rendered(JobSpec job, int group) =>
        CommandLine.Render(job, group, 0, new AttemptFacts(new JobId(1), 1));
}
