using Rota.App.Watching;
using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Cli.Watching.Model;
using Rota.Core.Model;

namespace Rota.Cli.Watching.Pictures;

/// <summary>What <c>rota top</c> looks like: of a state, the lines of a screen.</summary>
internal static class TopPicture
{
    /// <summary>A screen that is lower says no more than how much there is.</summary>
    private const int MachineFrom = 8;
    private const int QueuesFrom = 14;
    private const int NoticesMax = 2;

    /// <summary>The lines, no more than there are and no wider.</summary>
    /// <param name="state">What to show.</param>
    /// <param name="width">Columns of the screen.</param>
    /// <param name="height">Lines of the screen.</param>
    /// <param name="now">The time, for what goes on.</param>
    public static IReadOnlyList<PictureRow> Of(TopState state, int width, int height, Instant now)
    {
        var foot = Foot(state, width);
        var head = HeadOf(state, width, height);
        var room = Math.Max(0, height - head.Count - foot.Count);
        var body =
            state.Text is { } text ? Text(text, width, room)
            : state.Page is { } page ? TasksOf(state, page, now).Lines(width, room)
            : Lists(state, width, room, now);
        var blank = Enumerable.Repeat(PictureRow.Empty, Math.Max(0, room - body.Count));
        return [.. head.Concat(body).Concat(blank).Concat(foot).Take(height)];
    }

    /// <summary>Rows of lists that one screen shows, by which keys move a page.</summary>
    public static int PageOf(TopState state, int width, int height) =>
        Math.Max(1, height - HeadOf(state, width, height).Count - Foot(state, width).Count - 1);

    /// <summary>All of an overview as text, one list below the other.</summary>
    public static IReadOnlyList<PictureRow> Whole(Overview view, int? width)
    {
        var wide = width ?? int.MaxValue;
        return
        [
            Head.Counts(view, width),
            Head.Machine(view.Machine, width),
            .. Head.Queues(view, width) is { } queues ? [queues] : (PictureRow[])[],
            .. Head.Notices(view, width, int.MaxValue),
            .. JobListing.Of(view.Jobs, view.At, null).Lines(wide, int.MaxValue),
            .. view.Running.Count > 0 ? TaskListing.Running(view.Running, view.At, null).Lines(wide, int.MaxValue) : [],
            .. view.Failures.Count > 0
                ? TaskListing.Failures(view.Failures, view.At, null).Lines(wide, int.MaxValue)
                : [],
        ];
    }

    private static List<PictureRow> HeadOf(TopState state, int width, int height)
    {
        var head = new List<PictureRow> { Head.Counts(state.Overview, width) };
        if (height >= MachineFrom)
        {
            head.Add(Head.Machine(state.Overview.Machine, width));
        }

        if (height >= QueuesFrom && Head.Queues(state.Overview, width) is { } queues)
        {
            head.Add(queues);
        }

        if (height >= MachineFrom)
        {
            head.AddRange(Head.Notices(state.Overview, width, NoticesMax));
        }

        if (state.Page is { } page)
        {
            head.AddRange(JobListing.Of([page.Job], state.Overview.At, null).Lines(width, 2));
        }

        return head;
    }

    private static List<PictureRow> Lists(TopState state, int width, int room, Instant now)
    {
        var view = state.Overview;
        int? In(Section section, Cursor cursor, IReadOnlyList<string> keys) =>
            state.Section == section ? cursor.In(keys) : null;
        Listing[] lists =
        [
            JobListing.Of(view.Jobs, now, In(Section.Jobs, state.Jobs, Rows.Jobs(view))),
            TaskListing.Running(view.Running, now, In(Section.Running, state.Running, Rows.Running(view))),
            TaskListing.Failures(view.Failures, now, In(Section.Failures, state.Failures, Rows.Failures(view))),
        ];
        var chosen = (int)state.Section;
        var wanted = lists.Select((list, place) => list.Count > 0 || place == chosen ? list.Count + 1 : 0).ToArray();
        var heights = Heights.Of(wanted, chosen, room);

        // Lines between them where nothing has to make room for that.
        var gap = wanted.Sum() + wanted.Length <= room ? 1 : 0;
        return
        [
            .. lists.SelectMany(
                (list, place) =>
                    Enumerable
                        .Repeat(PictureRow.Empty, place > 0 && heights[place] > 0 ? gap : 0)
                        .Concat(list.Lines(width, heights[place]))
            ),
        ];
    }

    private static Listing TasksOf(TopState state, JobPage page, Instant now) =>
        TaskListing.OfJob(page.Tasks, now, state.Tasks.In(Rows.Tasks(page)));

    private static List<PictureRow> Text(TextPane text, int width, int room)
    {
        var lines = text.Lines.Skip(text.FirstOf(room - 1)).Take(Math.Max(0, room - 1));
        return [PictureRow.Of(text.Title, width, Ink.Strong), .. lines.Select(line => PictureRow.Of(line, width))];
    }

    private static List<PictureRow> Foot(TopState state, int width) =>
        state switch
        {
            { Question: { } question } =>
            [
                .. question.Plan.Select(line => PictureRow.Of(Plain.Line(line), width, Ink.Strong)),
                PictureRow.Of("y does it, any other key does not", width, Ink.Held),
            ],
            { Notice: { } notice } => [PictureRow.Of(Plain.Line(notice), width, Ink.Strong)],
            { Text: { LogOf: { } } text } =>
            [
                Hint(text.IsFollowing ? "following; up to stop" : "end to follow", width),
            ],
            { Text: not null } => [Hint("up down, space", width)],
            _ =>
            [
                new(
                    FittedLine.Pieces(
                        KeyWords.Short.Select(key => new LinePart(key.Words, key.Rank, Ink: Ink.Dim)),
                        width
                    )
                ),
            ],
        };

    private static PictureRow Hint(string words, int width) =>
        new(FittedLine.Pieces([new("q back", Rank: 1, Ink: Ink.Dim), new(words, Rank: 2, Ink: Ink.Dim)], width));
}
