using Rota.Core.Jobs;

namespace Rota.Core.Tests.JobFiles;

/// <summary>What comes before a job, and what runs however it ends.</summary>
public sealed class AfterTests
{
    [Theory]
    [InlineData("after: 14", "14:Succeeded")]
    [InlineData("after: 14:any,15:failed", "14:Finished 15:Failed")]
    [InlineData("after: [14, '15:succeeded', {job: 16, condition: finished}]", "14:Succeeded 15:Succeeded 16:Finished")]
    public void Jobs_are_named_by_number_with_a_condition(string line, string expected)
    {
        var job = Read.Job($"{line}\ntasks: [{{command: x}}]");
        Assert.Equal(expected, string.Join(' ', job.After.Select(need => $"{need.Job}:{need.Condition}")));
    }

    [Theory]
    [InlineData("after: x", "after must name jobs by their numbers")]
    [InlineData("after: 14:faild", "did you mean failed?")]
    [InlineData("after: [14, 14]", "job 14 is named twice")]
    [InlineData("after: {condition: failed}", "this names no job")]
    [InlineData("after: 0", "after must name jobs by their numbers")]
    [InlineData("after: 14\nschedule: {cron: '@daily'}", "cannot wait for other jobs")]
    [InlineData("finally: x", "finally must be a task or a list of tasks")]
    [InlineData("finally: {id: z, needs: a, command: x}", "waits for all tasks")]
    public void What_is_wrong_is_told(string lines, string expected) =>
        Assert.Contains(expected, string.Join('\n', Read.Problems($"{lines}\ntasks: [{{id: a, command: x}}]")), StringComparison.Ordinal);

    [Fact]
    public void A_task_cannot_need_one_of_finally() =>
        Assert.Contains("starts when all others have ended", string.Join('\n',
            Read.Problems("tasks: [{command: x, needs: z}]\nfinally: {id: z, command: y}")), StringComparison.Ordinal);

    [Fact]
    public void Finally_is_one_entry_or_several_with_needs_among_themselves()
    {
        var one = Read.Job("tasks: [{id: a, command: x}]\nfinally: {command: y}");
        Assert.Equal([("a", false), ("task2", true)], one.Tasks.Select(task => (task.Id, task.IsFinally)));
        var two = Read.Job("tasks: [{id: a, command: x}]\nfinally: [{id: b, command: y}, {id: c, needs: b, command: z}]");
        Assert.Equal(new Need(1, NeedCondition.Succeeded), Assert.Single(two.Tasks[2].Needs));
    }
}
