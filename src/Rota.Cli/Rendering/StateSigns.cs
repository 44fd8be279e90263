using Rota.Core.Model;

namespace Rota.Cli.Rendering;

/// <summary>How states look to people: a sign, the word, and an ink for those who see colours.</summary>
internal static class StateSigns
{
    private const int SignColumns = 2;

    /// <summary>The ink of a state of a task.</summary>
    public static Ink InkOf(TaskState state) =>
        state switch
        {
            TaskState.Blocked or TaskState.Ready => Ink.Waiting,
            TaskState.Starting or TaskState.Running => Ink.Running,
            TaskState.Backoff or TaskState.Paused => Ink.Held,
            TaskState.Succeeded => Ink.Succeeded,
            TaskState.Cancelled or TaskState.Skipped => Ink.NoResult,
            TaskState.Lost => Ink.Lost,
            _ => Ink.Failed,
        };

    /// <summary>The ink of a state of a job.</summary>
    public static Ink InkOf(JobState state) =>
        state switch
        {
            JobState.Queued => Ink.Waiting,
            JobState.Running => Ink.Running,
            JobState.Paused => Ink.Held,
            JobState.Succeeded => Ink.Succeeded,
            JobState.Cancelled => Ink.NoResult,
            _ => Ink.Failed,
        };

    /// <summary>The sign that goes with an ink.</summary>
    public static string Of(Ink ink) =>
        ink switch
        {
            Ink.Waiting => "◌",
            Ink.Running => "▶",
            Ink.Held => "‖",
            Ink.Succeeded => "✓",
            Ink.Failed => "✕",
            Ink.Lost => "?",
            Ink.NoResult => "–",
            _ => " ",
        };

    /// <summary>Sign and word of a state of a task.</summary>
    public static Piece Show(TaskState state) => Show(InkOf(state), state.WireName());

    /// <summary>Sign and word of a state of a job.</summary>
    /// <param name="state">The state.</param>
    /// <param name="word">The word, where it says more than the state.</param>
    public static Piece Show(JobState state, string? word = null) => Show(InkOf(state), word ?? state.WireName());

    /// <summary>A state of a job on standard output: where no person reads it, the word alone.</summary>
    public static Piece OnOutput(JobState state, string? word = null) =>
        Screen.ShowsSigns ? Show(state, word) : word ?? state.WireName();

    /// <summary>A cell of a table that is written row by row; two wider where it has a sign.</summary>
    public static string Cell(TaskState state, int columns) =>
        Screen.ShowsSigns
            ? Palette.Paint([Filled(Show(state), columns + SignColumns)], Colours.OnOutput)
            : Filled(state.WireName(), columns).Text;

    /// <summary>The heading of such cells.</summary>
    public static string Head(string heading, int columns) =>
        Filled(heading, columns + (Screen.ShowsSigns ? SignColumns : 0)).Text;

    private static Piece Filled(Piece piece, int columns) =>
        piece with
        {
            Text = Cells.Fill(piece.Text, columns, isRight: false),
        };

    private static Piece Show(Ink ink, string word) => new($"{Of(ink)} {word}", ink);
}
