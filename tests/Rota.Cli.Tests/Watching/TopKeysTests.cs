using Rota.Cli.Watching.Model;

namespace Rota.Cli.Tests.Watching;

/// <summary>Keys do what pagers taught, and nothing acts on a job before somebody saw its plan and said yes.</summary>
public sealed class TopKeysTests
{
    [Theory]
    [InlineData("jj", "3")]
    [InlineData("\e[B\eOB", "3")]
    [InlineData("G", "3")]
    [InlineData("\e[4~", "3")]
    [InlineData("Gk", "2")]
    [InlineData("G\e[A", "2")]
    [InlineData("jjjjjjj", "3")]
    [InlineData("jg", "1")]
    [InlineData("k", "1")]
    [InlineData(" ", "3")]
    [InlineData("\e[6~\e[5~", "1")]
    [InlineData("\e[99~", "1")]
    public void Keys_move(string typed, string job)
    {
        var (state, _) = Type(Scenery.State(), typed);
        Assert.Equal(job, $"{Rows.Chosen(state).Job}");
    }

    [Theory]
    [InlineData('c', "Cancel")]
    [InlineData('p', "Pause")]
    [InlineData('r', "Rerun")]
    public void A_key_that_acts_asks_for_the_plan_alone(char key, string deed)
    {
        var (state, wish) = Type(Scenery.State(), $"{key}");
        Assert.Equal(new Wish.Plan(Enum.Parse<Deed>(deed), 1), wish);
        Assert.Null(state.Question);
    }

    [Fact]
    public void What_is_paused_goes_on() =>
        Assert.Equal(new Wish.Plan(Deed.Resume, 3), Type(Scenery.State(), "Gp").Wish);

    [Fact]
    public void Only_y_does_it()
    {
        var asked = Scenery.State() with { Question = new Question(Deed.Cancel, 2, ["would cancel job 2"]) };
        Assert.Equal(new Wish.Do(Deed.Cancel, 2), Type(asked, "y").Wish);
        foreach (var other in (string[])["n", "\n", "\e", "c", " ", "q", "\e[A"])
        {
            var (state, wish) = Type(asked, other);
            Assert.Equal((null, null, "nothing was done"), (wish, state.Question, state.Notice));
        }
    }

    [Fact]
    public void Enter_opens_a_job_and_in_it_a_log()
    {
        Assert.Equal(new Wish.Open(2), Type(Scenery.State(), "j\n").Wish);
        var open = Scenery.State() with { Page = Scenery.Page() };
        Assert.Equal(new Wish.Log("1.train.1"), Type(open, "j\n").Wish);
        Assert.Null(Type(open, "\e").State.Page);
        Assert.Null(Type(open, "q").State.Page);
    }

    [Fact]
    public void Explanations_are_of_the_task_or_of_what_waits_of_the_job()
    {
        Assert.Equal(new Wish.Explain(2, null), Type(Scenery.State(), "je").Wish);
        Assert.Equal(new Wish.Explain(1, "1.train.1"), Type(Scenery.State(), "\tje").Wish);
        Assert.Equal(new Wish.Explain(1, "1.train.90"), Type(Scenery.State(), "\t\te").Wish);
    }

    [Fact]
    public void A_log_of_a_job_is_that_of_its_latest_failure_else_of_what_runs()
    {
        Assert.Equal(new Wish.Log("1.train.90"), Type(Scenery.State(), "l").Wish);
        Assert.Equal(new Wish.Log("1.train.0"), Type(Scenery.State(failures: 0), "l").Wish);
        Assert.NotNull(Type(Scenery.State(), "jl").State.Notice);
    }

    [Fact]
    public void Q_and_the_end_of_input_leave()
    {
        Assert.IsType<Wish.Leave>(Type(Scenery.State(), "q").Wish);
        Assert.IsType<Wish.Leave>(Type(Scenery.State() with { Page = Scenery.Page(), Text = KeyWords.Pane }, "\u0004").Wish);
        var reading = Type(Scenery.State(), "?").State;
        Assert.NotNull(reading.Text);
        Assert.Equal((null, null), (Type(reading, "q").State.Text, Type(reading, "q").Wish));
    }

    [Fact]
    public void Without_jobs_no_key_does_anything()
    {
        foreach (var key in "cprel\njkgG\t ")
        {
            Assert.True(Type(Scenery.State(0, 0, 0), $"{key}").Wish is null, $"{(int)key}");
        }
    }

    /// <summary>Rows come and go above and below: who chose one stays with it.</summary>
    [Fact]
    public void The_cursor_stays_with_its_row()
    {
        var cursor = new Cursor().Move(["a", "b", "c"], 1);
        Assert.Equal(3, cursor.In(["x", "y", "z", "b"]));
        Assert.Equal(1, cursor.In(["x", "y", "z"]));
        Assert.Equal(0, cursor.In(["x"]));
        Assert.Equal(-1, cursor.In([]));
    }

    [Fact]
    public void Who_scrolls_back_in_a_log_stays_there_and_its_end_follows_again()
    {
        var pane = new TextPane("log", [.. Enumerable.Range(0, 100).Select(line => $"{line}")]) { LogOf = "1.a", IsFollowing = true };
        Assert.Equal(90, pane.FirstOf(10));
        var back = pane.Move(-5, 10);
        Assert.Equal((false, 85), (back.IsFollowing, back.FirstOf(10)));
        Assert.Equal(85, (back with { Lines = [.. back.Lines, "new"] }).FirstOf(10));
        Assert.True(back.Move(int.MaxValue, 10).IsFollowing);
    }

    private static (TopState State, Wish? Wish) Type(TopState state, string typed)
    {
        Wish? wish = null;
        foreach (var key in Key.Read(typed))
        {
            (state, wish) = TopKeys.Press(state, key);
        }

        return (state, wish);
    }
}
