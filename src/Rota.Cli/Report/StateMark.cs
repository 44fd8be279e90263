using Rota.App.Markup;
using Rota.Core.Model;

namespace Rota.Cli.Report;

/// <summary>States as shape, word and colour: none of the three is alone.</summary>
internal static class StateMark
{
    /// <summary>The sign and the word of a task's state, behind a swatch of its colour.</summary>
    public static string Of(TaskState state) => Of(state.WireName());

    /// <summary>The same of a state by its name; a word of its own may stand for that.</summary>
    public static string Of(string state, string? word = null) => Html(StyleOf(state), word ?? state.Replace('_', ' '));

    /// <summary>The style class of a state: the family that it is of.</summary>
    public static string StyleOf(string state) =>
        state switch
        {
            "succeeded" => "succeeded",
            "failed" or "timed_out" or "oom_killed" => "failed",
            "lost" => "lost",
            "running" or "starting" => "running",
            "backoff" or "paused" => "held",
            "cancelled" or "skipped" => "none",
            _ => "waiting",
        };

    /// <summary>The sign of a family of states.</summary>
    public static string SignOf(string style) =>
        style switch
        {
            "succeeded" => "✓",
            "failed" => "✕",
            "lost" => "?",
            "running" => "▶",
            "held" => "‖",
            "none" => "–",
            _ => "◌",
        };

    private static string Html(string style, string word) =>
        $"<span class=\"st\"><i class=\"key {style}\"></i><span aria-hidden=\"true\">{SignOf(style)}</span> "
        + $"{SafeText.Escape(word, 60)}</span>";
}
