namespace Rota.Cli.Watching.Model;

/// <summary>What keys do: to what is shown, and beyond it. Nothing acts on a job but the yes to its plan.</summary>
internal static class TopKeys
{
    /// <summary>What is shown after a key, and what it asks for.</summary>
    public static (TopState State, Wish? Wish) Press(TopState state, Key key)
    {
        state = state with { Notice = null };
        if (key.Kind == KeyKind.EndOfInput)
        {
            return (state, new Wish.Leave());
        }

        return state.Question is { } question ? Answer(state, question, key)
            : state.Text is { } text ? Read(state, text, key)
            : Choose(state, key);
    }

    private static (TopState State, Wish? Wish) Answer(TopState state, Question question, Key key) =>
        key is { Kind: KeyKind.Character, Character: 'y' or 'Y' }
            ? (state with { Question = null }, new Wish.Do(question.Deed, question.Job))
            : (state with { Question = null, Notice = "nothing was done" }, null);

    private static (TopState State, Wish? Wish) Read(TopState state, TextPane text, Key key) =>
        key switch
        {
            { Kind: KeyKind.Escape or KeyKind.Enter } or { Kind: KeyKind.Character, Character: 'q' or '?' } => (
                state with
                {
                    Text = null,
                },
                null
            ),
            _ when Steps(state, key) is { } lines => (state with { Text = text.Move(lines, state.Lines) }, null),
            _ => (state, null),
        };

    private static (TopState State, Wish? Wish) Choose(TopState state, Key key)
    {
        if (Steps(state, key) is { } rows)
        {
            return (Move(state, rows), null);
        }

        return key.Kind switch
        {
            KeyKind.Tab => (state.Page is null ? state with { Section = Next(state.Section) } : state, null),
            KeyKind.Escape => (state with { Page = null }, null),
            KeyKind.Enter when state.Page is not null => (state, LogOf(state)),
            KeyKind.Enter => (state, Rows.Chosen(state).Job is { } job ? new Wish.Open(job) : null),
            KeyKind.Character => Letter(state, key.Character),
            _ => (state, null),
        };
    }

    private static (TopState State, Wish? Wish) Letter(TopState state, char letter) =>
        letter switch
        {
            'q' when state.Page is not null => (state with { Page = null }, null),
            'q' => (state, new Wish.Leave()),
            '?' => (state with { Text = KeyWords.Pane }, null),
            'e' when Rows.Chosen(state) is ({ } job, var task) => (state, new Wish.Explain(job, task)),
            'l' when LogOf(state) is { } log => (state, log),
            'l' => (state with { Notice = "nothing to read here: neither runs a task of it nor did one fail" }, null),
            'c' when Rows.Job(state) is { } job => (state, new Wish.Plan(Deed.Cancel, job.Id)),
            'p' when Rows.Job(state) is { } job => (state, new Wish.Plan(Rows.PauseOf(job), job.Id)),
            'r' when Rows.Job(state) is { } job => (state, new Wish.Plan(Deed.Rerun, job.Id)),
            _ => (state, null),
        };

    private static Wish.Log? LogOf(TopState state) => Rows.Task(state) is { } task ? new Wish.Log(task) : null;

    private static Section Next(Section section) => (Section)(((int)section + 1) % 3);

    /// <summary>How many rows a key moves by; null for one that does not move.</summary>
    private static int? Steps(TopState state, Key key) =>
        key.Kind switch
        {
            KeyKind.Up => -1,
            KeyKind.Down => 1,
            KeyKind.PageUp => -state.Lines,
            KeyKind.PageDown => state.Lines,
            KeyKind.Home => -int.MaxValue,
            KeyKind.End => int.MaxValue,
            _ => null,
        };

    private static TopState Move(TopState state, int rows)
    {
        var view = state.Overview;
        return state switch
        {
            { Page: { } page } => state with { Tasks = state.Tasks.Move(Rows.Tasks(page), rows) },
            { Section: Section.Running } => state with { Running = state.Running.Move(Rows.Running(view), rows) },
            { Section: Section.Failures } => state with { Failures = state.Failures.Move(Rows.Failures(view), rows) },
            _ => state with { Jobs = state.Jobs.Move(Rows.Jobs(view), rows) },
        };
    }
}
