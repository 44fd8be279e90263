namespace Rota.Cli.Watching.Model;

/// <summary>A text that somebody reads: an explanation, a log, the keys.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Lines">Its lines, safe to print.</param>
internal sealed record TextPane(string Title, IReadOnlyList<string> Lines)
{
    /// <summary>The task whose log it is, which grows; null for another text.</summary>
    public string? LogOf { get; init; }

    /// <summary>The first line that is shown, while the end is not followed.</summary>
    public int From { get; init; }

    /// <summary>Whether its end is shown, whatever comes.</summary>
    public bool IsFollowing { get; init; }

    /// <summary>The first line that is shown where there is room for so many.</summary>
    public int FirstOf(int room)
    {
        var last = Math.Max(0, Lines.Count - room);
        return IsFollowing ? last : Math.Min(From, last);
    }

    /// <summary>So many lines further down; whoever comes to the end of a log follows it.</summary>
    public TextPane Move(int lines, int room)
    {
        var last = Math.Max(0, Lines.Count - room);
        var from = (int)Math.Clamp((long)FirstOf(room) + lines, 0, last);
        return this with { From = from, IsFollowing = LogOf is not null && from == last };
    }
}
