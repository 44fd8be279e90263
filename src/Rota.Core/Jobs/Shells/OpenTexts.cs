namespace Rota.Core.Jobs.Shells;

/// <summary>The texts to be read again that a scanner stands in, one within the substitution of another.</summary>
internal sealed class OpenTexts
{
    private readonly Stack<(ReadAgain Text, int Depth)> open = [];

    /// <summary>A redirection is not handed over with the text: where its file is named stands no text.</summary>
    private Target target;

    private enum Target
    {
        None,
        Ahead,
        Within,
    }

    /// <summary>Takes note of a character outside quotes.</summary>
    /// <param name="text">The shell text.</param>
    /// <param name="at">Where.</param>
    /// <param name="depth">How many frames the scanner stands in.</param>
    /// <param name="isWordStart">Whether a word begins here.</param>
    public void Pass(string text, int at, int depth, bool isWordStart)
    {
        while (
            open.TryPeek(out var last)
            && (depth < last.Depth || (depth == last.Depth && at >= last.Text.At && last.Text.Ends(text[at])))
        )
        {
            open.Pop();
        }

        target = text[at] switch
        {
            '<' or '>' => Target.Ahead,
            ' ' or '\t' => target == Target.Ahead ? target : Target.None,
            _ => target == Target.Ahead ? Target.Within : target,
        };
        if (isWordStart && ReadAgain.Of(text, at) is { } next && !IsIn(next.At, depth))
        {
            open.Push((next, depth));
        }
    }

    /// <summary>Takes note that a placeholder was passed.</summary>
    public void PassPlaceholder() => target = target == Target.Ahead ? Target.Within : target;

    /// <summary>The text that a placeholder stands in; null for none, and where it is all of one.</summary>
    /// <param name="text">The shell text.</param>
    /// <param name="start">Where the placeholder begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="isSheltered">Whether something above a depth keeps what stands there from being read again.</param>
    public ReadAgain? Around(string text, int start, int end, Func<int, bool> isSheltered) =>
        open.TryPeek(out var last)
        && start >= last.Text.At
        && target == Target.None
        && !isSheltered(last.Depth)
        && !last.Text.IsAll(text, start, end)
            ? last.Text
            : null;

    /// <summary>Whether all behind a word is text already, whatever the word is.</summary>
    private bool IsIn(int at, int depth) =>
        open.TryPeek(out var last) && last.Depth == depth && at >= last.Text.At && !last.Text.IsOneWord;
}
