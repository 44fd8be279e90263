using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Naming;

namespace Rota.Core.Tests.Jobs;

/// <summary>The names of tasks, and tasks by their values.</summary>
public sealed class TaskLabelTests
{
    [Theory]
    [InlineData("merge", "merge")]
    [InlineData("work", "work[5]")]
    [InlineData("line", "line[line=3]")]
    [InlineData("sleep", "sleep[1=3]")]
    [InlineData("csv", "csv[lr=0.1,seed=3]")]
    [InlineData("lists", "lists[1=a,2=b]")]
    [InlineData("train", "train[lr=0.1,seed=3]")]
    public void A_value_stands_behind_its_name_and_an_index_alone(string id, string label) =>
        Assert.Equal(label, TaskLabel.Of(Tasks.Single(task => task.Id == id), 0));

    [Fact]
    public void Long_values_lose_their_beginning_and_many_their_end()
    {
        var label = TaskLabel.Of(Task("t", new Expansion.Table([.. Enumerable.Range(1, 9).Select(n => $"c{n}")], [[.. Enumerable.Repeat(new string('x', 99) + "\n", 9)]])), 0);
        Assert.StartsWith("t[c1=…xxx", label, StringComparison.Ordinal);
        Assert.EndsWith("xxx⏎,…]", label, StringComparison.Ordinal);
        Assert.InRange(label.Length, 100, 200);
    }

    [Theory]
    [InlineData("lr=0.1", "0 1")]
    [InlineData("lr=0.1,seed=4", "1")]
    [InlineData("seed=4,lr=0.2", "3")]
    [InlineData("lr=0.10", "")]
    [InlineData("sede=4", "")]
    public void Values_choose_tasks(string text, string ordinals)
    {
        Assert.True(ParameterChoice.TryParse(text, out var choice));
        Assert.Equal(text, choice.ToString());
        Assert.Equal(ordinals, string.Join(' ', choice.Of(Tasks.Single(task => task.Id == "train"))));
    }

    [Fact]
    public void A_value_may_hold_a_comma_and_bytes()
    {
        var task = Task("t", new Expansion.Items("file", ["a,b", "x\udce9"]));
        Assert.True(ParameterChoice.TryParse("file=a,b", out var comma));
        Assert.True(ParameterChoice.TryParse("file=x\\xe9", out var bytes));
        Assert.Equal(0, Assert.Single(comma.Of(task)));
        Assert.Equal(1, Assert.Single(bytes.Of(task)));
        Assert.False(ParameterChoice.TryParse("lr", out _));
        Assert.False(ParameterChoice.TryParse("=1", out _));
    }

    private static readonly ImmutableArray<TaskSpec> Tasks =
    [
        Task("merge", Expansion.One.Instance),
        Task("work", new Expansion.Array([new NumberRange(5, 9)])),
        Task("line", new Expansion.Items("line", ["3"])),
        Task("sleep", new Expansion.Items("line", ["3"]), Dialect.Braces),
        Task("csv", new Expansion.Table(["lr", "seed"], [["0.1", "3"]])),
        Task("lists", new Expansion.Table(["1", "2"], [["a", "b"]]), Dialect.Braces),
        Task("train", new Expansion.Matrix([new Axis("lr", ["0.1", "0.2"]), new Axis("seed", ["3", "4"])], [])),
    ];

    private static TaskSpec Task(string id, Expansion expansion, Dialect dialect = Dialect.Dollar) => new()
    {
        Id = id,
        Command = new Command { Kind = CommandKind.Argv, Words = ["true"], Dialect = dialect },
        Expansion = expansion,
    };
}
