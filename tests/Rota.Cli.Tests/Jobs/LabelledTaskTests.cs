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
        if (label == "file[twice]")
        {
            var refusal = Assert.Throws<ProblemException>(() => LabelledTask.Find(Job, Spec, label)).Problem;
            Assert.Contains("7.file.3, 7.file.4", Assert.Single(refusal.Tries), StringComparison.Ordinal);
            return;
        }

        Assert.Equal(new LabelledTask(group, index, null), LabelledTask.Find(Job, Spec, label));
        Assert.Equal(new LabelledTask(group, index, 2), LabelledTask.Find(Job, Spec, label + ".2"));
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
