using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>What has not started gets what the job file says now.</summary>
public sealed class EditTests
{
    private const string Job = """
        version: 1
        params: {word: hello}
        tasks:
          - {id: first, command: "touch begun; while [ ! -e go ]; do sleep 0.02; done"}
          - {id: then, needs: [first], array: 0-1, command: "echo ${params.word} >> out"}
          - {id: last, needs: [then], command: "cat out > all", timeout: 1h}
        """;

    [Fact]
    public void Commands_and_policies_of_what_has_not_started_are_those_of_the_file() => Using(rota =>
    {
        using var run = rota.Start("run", rota.Write("job.yaml", Job), "-p", "word=bye");
        Until.True(() => File.Exists(rota.At("begun")), "the first runs");
        rota.Write("job.yaml", Job.Replace("echo $", "echo edited $", StringComparison.Ordinal).Replace("1h", "2h", StringComparison.Ordinal));
        var planned = rota.Run("edit", "1", "--file", "job.yaml", "--plan").Exits(0).Out;
        Assert.Contains("task then command: ", planned, StringComparison.Ordinal);
        Assert.Contains("task last timeout: 01:00:00 -> 02:00:00", planned, StringComparison.Ordinal);
        Assert.Equal(2, rota.Json("edit", "1", "--file", "job.yaml").Exits(0).Json.GetProperty("changes").GetArrayLength());
        rota.Run("edit", "1", "--file", "job.yaml").Exits(0).Says("job 1 is as the file says");
        rota.Write("go", "");
        run.Wait().Exits(0);
        Assert.Equal(["edited bye", "edited bye"], File.ReadAllLines(rota.At("all")));
        rota.Run("edit", "1", "--file", "job.yaml").Exits(2).Says("job 1 has ended");
        rota.Run("check").Exits(0);
    });

    [Theory]
    [InlineData("touch begun", "touch begin", "task first has started")]
    [InlineData("array: 0-1", "array: 0-2", "task then array")]
    [InlineData("needs: [then]", "needs: [first]", "task last needs")]
    [InlineData("id: last", "id: end", "tasks: first, then, last -> first, then, end")]
    [InlineData("version: 1", "version: 1\nenv: {A: b}", "variable A of the job")]
    public void What_cannot_be_changed_is_named(string before, string after, string why) => Using(rota =>
    {
        using var run = rota.Start("run", rota.Write("job.yaml", Job));
        Until.True(() => File.Exists(rota.At("begun")), "the first runs");
        rota.Write("job.yaml", Job.Replace(before, after, StringComparison.Ordinal).Replace("1h", "2h", StringComparison.Ordinal));
        rota.Run("edit", "1", "--file", "job.yaml").Exits(6).Says("error[cannot-edit]", why);
        rota.Write("go", "");
        run.Wait().Exits(0);
        rota.Run("check").Exits(0);
    });

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
