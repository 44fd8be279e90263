using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Jobs and tasks are found by what they are labelled, and by how they stand.</summary>
public sealed class TagTests : IDisposable
{
    private readonly RotaState rota = new();

    [Fact]
    public void Jobs_are_listed_by_all_of_the_tags_that_are_asked_for()
    {
        rota.Run("submit", "--tags", "team=vision", "--tags", "kind=a", "--", "true").Exits(0);
        rota.Run("submit", "--tags", "team=vision", "--", "true").Exits(0);
        rota.Run("submit", "--tags", "kind=vision", "--", "true").Exits(0);
        Assert.Equal(["2", "1"], Listed("--tags", "team=vision"));
        Assert.Equal(["1"], Listed("--tags", "team=vision", "--tags", "kind=a"));
        Assert.Empty(Listed("--tags", "team=other"));
        Assert.Equal(3, Listed().Length);
        Assert.Contains("tags kind=a  team=vision", rota.Run("status", "1").Exits(0).Lines);
        Assert.Equal("vision", rota.Json("status", "1").Exits(0).Json.GetProperty("job").GetProperty("tags").GetProperty("team").GetString());
    }

    [Fact]
    public void Tasks_are_listed_by_their_state_and_the_old_word_for_it_is_told()
    {
        rota.Run("run", "exit {}", ":::", "0", "1").Exits(1);
        Assert.Single(rota.Run("tasks", "1", "--only", "failed", "--output", "quiet").Exits(0).Lines);
        rota.Run("tasks", "1", "--state", "failed").Exits(2).Says("--state names the directory of the state", "--only failed");
        rota.Run("tasks", "1", "--only", "fail").Exits(2).Says("there is no such state of a task", "did you mean failed?");
        rota.Run("submit", "--", "true").Exits(0);
        rota.Run("pause", "2").Exits(0);
        Assert.Equal(["2.true"], rota.Run("tasks", "2", "--only", "paused", "--output", "quiet").Exits(0).Lines);
        Assert.Empty(rota.Run("tasks", "2", "--only", "ready", "--output", "quiet").Exits(0).Lines);
    }

    [Fact]
    public void What_a_running_task_reports_is_shown_with_it()
    {
        using var run = rota.Start("run", "printf 'progress=0.1\\nprogress=0.42 loss=1.3\\n' > \"$ROTA_PROGRESS_FILE\"; touch written; sleep 600");
        Until.True(() => File.Exists(rota.At("written")), "the task has reported");
        Assert.EndsWith("progress=0.42 loss=1.3", rota.Run("tasks", "1").Exits(0).Lines[1], StringComparison.Ordinal);
        Assert.Equal("progress=0.42 loss=1.3", rota.Json("tasks", "1").Exits(0).Json.GetProperty("tasks")[0].GetProperty("progress").GetString());
        rota.Run("cancel", "1").Exits(0);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, rota.Json("tasks", "1").Exits(0).Json.GetProperty("tasks")[0].GetProperty("progress").ValueKind);
    }

    public void Dispose() => rota.Dispose();

    private string[] Listed(params string[] options) => rota.Run(["ls", "--output", "quiet", .. options]).Exits(0).Lines;
}
