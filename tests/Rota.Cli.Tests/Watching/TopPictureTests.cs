using System.Text.RegularExpressions;
using Rota.App.Cells;
using Rota.Cli.Rendering;
using Rota.Cli.Watching.Model;
using Rota.Cli.Watching.Pictures;

namespace Rota.Cli.Tests.Watching;

/// <summary>The picture fits every screen: whole fields are left out, nothing is cut in a number, nothing is sent raw.</summary>
public sealed partial class TopPictureTests
{
    private static readonly int[] Widths = [40, 41, 47, 60, 79, 80, 99, 120, 200, 300];
    private static readonly int[] Heights = [10, 12, 13, 24, 40, 60];

    public static TheoryData<string> Views => ["overview", "busy", "empty", "job", "text", "log", "question", "notice", "cut off"];

    [Theory]
    [MemberData(nameof(Views))]
    public void It_fills_the_screen_and_no_line_is_wider(string view)
    {
        foreach (var (width, height) in Sizes())
        {
            var picture = TopPicture.Of(View(view), width, height, Scenery.Now);
            Assert.Equal(height, picture.Count);
            Assert.All(picture, row => Assert.InRange(Cells.Of(row.Text), 0, width));
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Numbers_are_whole(string view)
    {
        var whole = Numbers(TopPicture.Of(View(view), 1000, 200, Scenery.Now)).ToHashSet();
        foreach (var (width, height) in Sizes())
        {
            Assert.Empty(Numbers(TopPicture.Of(View(view), width, height, Scenery.Now)).Except(whole));
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Nothing_moves_the_cursor(string view) =>
        Assert.All(
            TopPicture.Of(View(view), 200, 40, Scenery.Now),
            row => Assert.DoesNotContain(row.Text, char.IsControl));

    [Fact]
    public void What_is_chosen_is_there_at_every_size()
    {
        foreach (var (width, height) in Sizes())
        {
            var state = Scenery.State(jobs: 50, running: 50, failures: 20);
            state = TopKeys.Press(state with { Section = Section.Failures }, new Key(KeyKind.End)).State;
            var chosen = Assert.Single(TopPicture.Of(state, width, height, Scenery.Now), row => row.IsChosen);
            Assert.Contains("train[", chosen.Text, StringComparison.Ordinal);
            Assert.StartsWith(">", chosen.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Eighty_columns_show_what_matters()
    {
        var text = string.Join('\n', TopPicture.Of(Scenery.State(), 80, 24, Scenery.Now).Select(row => row.Text));
        Assert.All(
            (string[])["3 open jobs", "cpu 87%", "mem 44G/64G", "slots 4812/5000", "gpus 3/8", "gpu 8/8 paused", "381235/1000000",
                "▶ train[lr=0.0,seed=0]", "58m20s", "82%", "✕ train[lr=0.9,seed=0]", "exit 137", "q out", "? keys"],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Forty_columns_and_ten_lines_still_say_how_far_it_is()
    {
        var text = string.Join('\n', TopPicture.Of(Scenery.State(), 40, 10, Scenery.Now).Select(row => row.Text));
        Assert.All((string[])["3 open jobs", "381235/1000000", "q out"], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_picture_as_text_has_all_rows()
    {
        var view = Scenery.State(jobs: 50, running: 50, failures: 20).Overview;
        var rows = TopPicture.Whole(view, width: null);
        Assert.Equal(3 + 51 + 51 + 21, rows.Count);
    }

    private static IEnumerable<(int Width, int Height)> Sizes() => Widths.SelectMany(width => Heights.Select(height => (width, height)));

    private static TopState View(string name) => name switch
    {
        "busy" => Scenery.State(jobs: 80, running: 80, failures: 40),
        "empty" => Scenery.State(jobs: 0, running: 0, failures: 0),
        "job" => Scenery.State() with { Page = Scenery.Page(30) },
        "text" => Scenery.State() with { Text = KeyWords.Pane },
        "log" => Scenery.State() with { Text = new TextPane("log of 1.train.3", [.. Enumerable.Range(1, 90).Select(line => $"line {line}")]) { LogOf = "1.train.3", IsFollowing = true } },
        "question" => Scenery.State() with { Question = new Question(Deed.Cancel, 1, ["would cancel job 1 夜間の学習: running, 4812 running, 613955 waiting"]) },
        "cut off" => CutOff(nodes: 3),
        "notice" => Scenery.State() with { Notice = "job 1: cancelled" },
        _ => Scenery.State(),
    };

    [Fact]
    public void Nodes_that_are_cut_off_have_two_lines_and_the_second_counts_the_rest()
    {
        Assert.Equal(["node n1 is cut off"], Said(1));
        Assert.Equal(["node n1 is cut off", "node n2 is cut off"], Said(2));
        Assert.Equal(["node n1 is cut off", "4 more nodes are cut off or withdrawn; see: rota nodes"], Said(5));

        static IEnumerable<string> Said(int nodes) =>
            TopPicture.Of(CutOff(nodes), 200, 40, Scenery.Now).Select(row => row.Text).Where(text => text.Contains("cut off", StringComparison.Ordinal));
    }

    private static TopState CutOff(int nodes)
    {
        var state = Scenery.State();
        var notices = Enumerable.Range(1, nodes).Select(node => new NodeNotice($"n{node}", "cut off", 0, $"node n{node} is cut off"));
        return state with { Overview = state.Overview with { Notices = [.. notices] } };
    }

    /// <summary>Numbers that stand in fields; of words and labels, which may be cut, none.</summary>
    private static IEnumerable<string> Numbers(IEnumerable<PictureRow> picture) =>
        picture.SelectMany(row => Field().Matches(row.Text).Select(match => match.Value));

    [GeneratedRegex(@"(?<=^|  +)[\d/.%hms-]*\d[\d/.%hms]*(?=  |$)")]
    private static partial Regex Field();
}
