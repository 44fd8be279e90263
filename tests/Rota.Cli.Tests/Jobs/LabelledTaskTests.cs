using System.Collections.Immutable;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Model;

namespace Rota.Cli.Tests.Jobs;

/// <summary>What lists and tags show of a task names it.</summary>
public sealed class LabelledTaskTests
{
    private static readonly JobId Job = new(7);

    private static readonly JobSpec Spec = new()
    {
        Name = "job",
        Directory = "/",
        Policies = [new TaskPolicy()],
        Tasks =
        [
            Task("merge", Expansion.One.Instance),
            Task("work", new Expansion.Array([new NumberRange(5, 9)])),
            Task("file", Items("a", "b.c", "a]", "twice", "twice", "two\nlines", "x\udce9")),
            Task("train", new Expansion.Matrix([Axis("lr", "0.1", "0.2"), Axis("seed", "1", "2")], [])),
            Task("sleep", Items("1", "3")),
        ],
    };

    public static TheoryData<int, int> Indexed()
    {
        var tasks = new TheoryData<int, int>();
        for (var group = 1; group < Spec.Tasks.Length; group++)
        {
            for (var index = 0; index < Spec.Tasks[group].Expansion.Count; index++)
            {
                tasks.Add(group, index);
            }
        }

        return tasks;
    }

    [Theory]
    [MemberData(nameof(Indexed))]
    public void Every_label_that_is_shown_once_names_its_task(int group, int index)
    {
        var label = Words.Task(Spec.Tasks[group], index);
        if (label == "file[item=twice]")
        {
            var refusal = Assert.Throws<ProblemException>(() => LabelledTask.Find(Job, Spec, label)).Problem;
            Assert.Contains("7.file.3 (file[item=twice]), 7.file.4 (file[item=twice])", Assert.Single(refusal.Tries), StringComparison.Ordinal);
            return;
        }

        Assert.Equal(new LabelledTask(group, index, null), LabelledTask.Find(Job, Spec, label));
        Assert.Equal(new LabelledTask(group, index, 2), LabelledTask.Find(Job, Spec, label + ".2"));
    }

    [Theory]
    [InlineData("file[a]", 2, 0)]
    [InlineData("file[0]", 2, 0)]
    [InlineData("train[3]", 3, 3)]
    [InlineData("sleep[3]", 4, 1)]
    public void One_text_in_the_brackets_is_an_index_or_the_only_value(string text, int group, int index) =>
        Assert.Equal(new LabelledTask(group, index, null), LabelledTask.Find(Job, Spec, text));

    [Fact]
    public void A_text_that_is_the_value_of_one_task_and_the_index_of_another_is_refused_with_both()
    {
        var problem = Assert.Throws<ProblemException>(() => LabelledTask.Find(Job, Spec, "sleep[1]")).Problem;
        Assert.Equal("sleep[1] is the name, the value or the index of 2 tasks of job 7", problem.Detail);
        Assert.Equal("name one by its index: 7.sleep.1 (sleep[item=3]), 7.sleep.0 (sleep[item=1])", Assert.Single(problem.Tries));
    }

    [Theory]
    [InlineData("merge")]
    [InlineData("work.7")]
    [InlineData("work[7].x")]
    [InlineData("other[1]")]
    public void What_is_written_in_another_way_is_left_to_it(string text) => Assert.Null(LabelledTask.Find(Job, Spec, text));

    [Theory]
    [InlineData("work[4]")]
    [InlineData("file[c]")]
    [InlineData("merge[0]")]
    public void A_label_of_no_task_is_refused_with_a_command_that_lists_them(string text)
    {
        var problem = Assert.Throws<ProblemException>(() => LabelledTask.Find(Job, Spec, text)).Problem;
        Assert.Equal(ProblemCodes.NoSuchTask, problem.Code);
        Assert.Equal("see their indices: rota tasks 7 --output json", Assert.Single(problem.Tries));
    }

    private static TaskSpec Task(string id, Expansion expansion) => new()
    {
        Id = id,
        Command = new Command { Kind = CommandKind.Argv, Words = ["true"] },
        Expansion = expansion,
    };

    private static Expansion Items(params ImmutableArray<string> values) => new Expansion.Items("item", values);

    private static Axis Axis(string name, params ImmutableArray<string> values) => new(name, values);
}
