using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;

namespace Rota.Core.Tests.JobFiles;

/// <summary><c>inputs</c>: the files that tasks read, so that they can run where these are not.</summary>
public sealed class InputsTests
{
    [Fact]
    public void Nothing_moves_by_default() => Assert.Null(Read.Policy("timeout: 1h").Inputs);

    [Theory]
    [InlineData("inputs: a.csv", "a.csv")]
    [InlineData("inputs: [a.csv, data/, \"parts/*.bin\"]", "a.csv data/ parts/*.bin")]
    [InlineData("inputs: []", "")]
    public void They_are_read(string body, string names) =>
        Assert.Equal(new DeclaredFiles([.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries)]), Read.Policy(body).Inputs);

    [Fact]
    public void An_entry_replaces_those_of_the_defaults()
    {
        var job = Read.Job("""
            defaults: {inputs: [a]}
            tasks:
              - {id: x, command: x}
              - {id: y, command: x, inputs: [b]}
              - {id: z, command: x, inputs: []}
            """);
        Assert.Equal(["a", "b", ""], job.Tasks.Select(task => string.Join(' ', job.Policies[task.Policy].Inputs!.Names)));
    }

    [Fact]
    public void Each_task_has_its_own()
    {
        var job = Read.Job("tasks:\n  - {id: x, array: 1-3, command: x, inputs: [\"part-${task.index}\", common]}");
        Assert.Equal(["part-2", "common"], CommandLine.Render(job, 0, 1, new AttemptFacts(new JobId(1), 1)).Inputs!.Value);
    }

    /// <summary>What leads out of the directory of the task is refused, whichever way it is written.</summary>
    [Theory]
    [InlineData("/etc/passwd", "it begins at the root")]
    [InlineData("/", "it begins at the root")]
    [InlineData("..", "it leads out of the directory of its task")]
    [InlineData("../a", "it leads out of the directory of its task")]
    [InlineData("a/../../b", "it leads out of the directory of its task")]
    [InlineData("a/..", "it leads out of the directory of its task")]
    [InlineData("a/../", "it leads out of the directory of its task")]
    [InlineData(".", "it has a part that names nothing")]
    [InlineData("./a", "it has a part that names nothing")]
    [InlineData("a//b", "it has a part that names nothing")]
    [InlineData("", "it is empty")]
    public void A_name_that_could_lead_out_is_told(string name, string mistake)
    {
        Assert.Contains(mistake, Read.TaskProblem($"command: x, inputs: [\"{name}\"]"), StringComparison.Ordinal);
        Assert.Contains(
            mistake,
            string.Join('\n', Read.Problems($"tasks:\n  - {{command: x, inputs: [], outputs: [\"{name}\"]}}")),
            StringComparison.Ordinal);
        Assert.NotNull(DeclaredFiles.MistakeIn(name));
    }

    /// <summary>Outputs of a task whose files do not move are as free as ever.</summary>
    [Theory]
    [InlineData("/tmp/x")]
    [InlineData("../x")]
    public void Without_inputs_outputs_are_anywhere(string name) =>
        Assert.Equal([name], Read.Task($"command: x, outputs: [\"{name}\"]").Outputs);

    [Theory]
    [InlineData("inputs: [a], dir: fresh", "leave dir out")]
    [InlineData("inputs: [\"${task.slot}\"]", "${task.slot} is known at the node alone")]
    [InlineData("inputs: [], outputs: [\"x-${task.slot}\"]", "${task.slot} is known at the node alone")]
    [InlineData("inputs: [\"${nothing}\"]", "nothing")]
    [InlineData("inputs: {a: b}", "an input must be")]
    public void A_mistake_is_told(string body, string problem) =>
        Assert.Contains(problem, string.Join('\n', Read.Problems($"tasks:\n  - {{command: x, {body}}}")), StringComparison.Ordinal);

    [Fact]
    public void A_directory_of_the_defaults_is_held_against_them_too() =>
        Assert.Contains(
            "leave dir out",
            string.Join('\n', Read.Problems("defaults: {dir: fresh}\ntasks:\n  - {command: x, inputs: [a]}")),
            StringComparison.Ordinal);
}
