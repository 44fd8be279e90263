using System.Globalization;
using Rota.App.Markup;
using Rota.Core.Model;

namespace Rota.Web.PlainPages;

/// <summary>What plain pages are made of, as HTML.</summary>
internal static class PlainParts
{
    /// <summary>A state by its sign and its word.</summary>
    public static string State(string word) =>
        $"<span class=\"state\"><span aria-hidden=\"true\">{SignOf(word)}</span> {SafeText.Escape(word, 40)}</span>";

    /// <summary>How far something is.</summary>
    public static string Progress(long done, long total) =>
        $"<progress value=\"{done}\" max=\"{Math.Max(1, total)}\"></progress> "
        + $"{Quantity.Count(done)} of {Quantity.Count(total)}";

    /// <summary>An instant of UTC; a dash for none.</summary>
    public static string At(Instant? at) =>
        at is { } known
            ? $"<time>{known.ToDateTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}Z</time>"
            : "–";

    /// <summary>How long; a dash for what has not begun.</summary>
    public static string Duration(double? seconds) => seconds is { } known ? Quantity.Duration(known) : "–";

    /// <summary>A link to a page of something by its name.</summary>
    public static string Link(string folder, string name, string? text = null) =>
        $"<a href=\"{PlainPage.Root}/{folder}/{SafeText.Escape(Uri.EscapeDataString(Clean(name)), 2_000)}\">"
        + $"{SafeText.Isolate(text ?? name, 100)}</a>";

    /// <summary>A number, or a dash for none.</summary>
    public static string Number(long? number) => number is { } known ? Quantity.Count(known) : "–";

    /// <summary>What ended with what; empty before it has.</summary>
    public static string Ending(int? exitCode, int? signal) =>
        signal is { } number ? $"signal {number}"
        : exitCode is { } code ? $"exit {code}"
        : "–";

    /// <summary>
    /// An address holds no lone surrogate: a name with bytes that are no UTF-8 is found by its job's number.
    /// </summary>
    private static string Clean(string name) => string.Concat(name.EnumerateRunes().Select(rune => rune.ToString()));

    private static string SignOf(string word) =>
        word.Split(',', ' ')[0] switch
        {
            "running" or "starting" => "▶",
            "succeeded" => "✓",
            "failed" => "✕",
            "timed_out" => "⏱",
            "oom_killed" => "▲",
            "lost" => "?",
            "paused" or "backoff" or "held" => "‖",
            "cancelled" or "skipped" => "–",
            _ => "◌",
        };
}
