namespace Rota.Core.Jobs.Shells;

/// <summary>
/// Follows the quoting of a shell text, so that each placeholder is quoted for the spot it stands in. Wherever it
/// cannot be sure to see what every shell sees, it is lost for the rest of the text, and placeholders there are
/// refused: a wrong guess would let a value run as a command.
/// </summary>
internal sealed class ShellScanner
{
    private readonly Stack<Frame> frames = new([Frame.Bare]);
    private readonly HereDocuments hereDocuments = new();
    private readonly OpenTexts openTexts = new();
    private bool isWordStart = true;
    private bool isLineStart;
    private string lostBehind = "";

    private enum Frame
    {
        Bare,
        Single,
        Double,
        Substitution,
        Parenthesis,
        Arithmetic,
        Brace,
        Subscript,
        Let,
        Comparison,
        Backtick,
        Comment,
        HereDocument,
        Lost,
    }

    /// <summary>The spot a placeholder would stand in now.</summary>
    public ShellSpot Spot =>
        Trouble is not null
            ? ShellSpot.Unquotable
            : frames.Peek() switch
            {
                Frame.Single => ShellSpot.SingleQuoted,
                Frame.Double => ShellSpot.DoubleQuoted,
                Frame.Arithmetic => ShellSpot.Arithmetic,
                Frame.Comment => ShellSpot.Comment,
                _ => ShellSpot.Bare,
            };

    /// <summary>What is around or before the spot that makes quoting unsure, or null.</summary>
    public string? Trouble
    {
        get
        {
            foreach (var frame in frames)
            {
                switch (frame)
                {
                    case Frame.Lost:
                        return lostBehind;
                    case Frame.Backtick:
                        return "in backticks";
                    case Frame.HereDocument:
                        return "in a here-document";
                    case Frame.Brace:
                        return "in ${...}";
                    case Frame.Subscript:
                        return "in a subscript, which shells evaluate";
                    case Frame.Let:
                        return "behind let, where shells evaluate values";
                    case Frame.Comparison:
                        return "in a [[ that compares numbers, where shells evaluate values";
                }
            }

            return null;
        }
    }

    /// <summary>
    /// The text to be read again that a placeholder stands in; null where a shell reads its value once.
    /// </summary>
    public ReadAgain? TextAround(string text, int start, int end) =>
        openTexts.Around(
            text,
            start,
            end,
            depth =>
                // What a command in $(...) is given is its argument, whatever is done with what it prints.
                frames.Take(frames.Count - depth).Contains(Frame.Substitution)
        );

    /// <summary>Takes note that a placeholder was passed.</summary>
    public void PassPlaceholder()
    {
        isWordStart = isLineStart = false;
        openTexts.PassPlaceholder();
    }

    /// <summary>Takes note that the text has a <c>${</c> which is the shell's.</summary>
    public void OpenBrace()
    {
        if (frames.Peek() is not (Frame.Single or Frame.Comment or Frame.HereDocument or Frame.Lost or Frame.Backtick))
        {
            frames.Push(Frame.Brace);
        }

        isWordStart = isLineStart = false;
    }

    /// <summary>
    /// Passes what starts at a position and gives the position after it: one character, or a few that belong together.
    /// </summary>
    public int Advance(string text, int at)
    {
        var next = frames.Peek() switch
        {
            Frame.Lost => at + 1,
            Frame.Single => Quoted(text, at, '\'', escapes: false),
            Frame.Backtick => Quoted(text, at, '`', escapes: true),
            Frame.Double => text[at] == '\\' ? Escape(at)
            : text[at] == '"' ? Leave(at + 1)
            : Expansion(text, at),
            Frame.Arithmetic => InArithmetic(text, at),
            Frame.Brace => InBrace(text, at),
            Frame.Comment => text[at] == '\n' ? InBareAfterComment(text, at) : at + 1,
            Frame.HereDocument => InHereDocument(text, at),
            _ => InBare(text, at),
        };
        return Math.Min(next, text.Length);
    }

    private static bool StartsWith(string text, int at, string token) =>
        string.CompareOrdinal(text, at, token, 0, token.Length) == 0;

    private int InBareAfterComment(string text, int at)
    {
        frames.Pop();
        return InBare(text, at);
    }

    private int InBare(string text, int at)
    {
        var wasWordStart = isWordStart;
        isWordStart = false;
        openTexts.Pass(text, at, frames.Count, wasWordStart);
        if (frames.Peek() is Frame.Let && text[at] is ('\n' or ';' or '&' or '|' or ')'))
        {
            frames.Pop();
        }

        if (wasWordStart && InArithmeticWord(text, at) is { } next)
        {
            return next;
        }

        switch (text[at])
        {
            case '[' when frames.Peek() is Frame.Subscript:
                return Enter(Frame.Subscript, at + 1);
            case ']' when wasWordStart && frames.Peek() is Frame.Comparison && StartsWith(text, at, "]]"):
                return Leave(at + 2);
            case ']' when frames.Peek() is Frame.Subscript:
                return Leave(at + 1);
            case '\\':
                isWordStart = wasWordStart && at + 1 < text.Length && text[at + 1] == '\n';
                return at + 2;
            case '\'':
                return Enter(Frame.Single, at + 1);
            case '"':
                return Enter(Frame.Double, at + 1);
            case '#' when wasWordStart:
                return Enter(Frame.Comment, at + 1);
            case '\n':
                isWordStart = true;
                isLineStart = true;
                return hereDocuments.AreOpen ? Enter(Frame.HereDocument, at + 1) : at + 1;
            case ' ' or '\t' or ';' or '|' or '&' or '>':
                isWordStart = true;
                return at + 1;
            case '<':
                isWordStart = true;
                return StartsWith(text, at, "<<<") ? at + 3
                    : StartsWith(text, at, "<<") ? OpenHereDocument(text, at + 2)
                    : at + 1;
            case '(':
                isWordStart = true;
                // "((" is arithmetic in some shells and two subshells in others.
                return StartsWith(text, at, "((") ? Lose("((", at + 1) : Enter(Frame.Parenthesis, at + 1);
            case ')':
                isWordStart = frames.Peek() is not Frame.Substitution;
                return frames.Peek() is Frame.Substitution or Frame.Parenthesis ? Leave(at + 1) : at + 1;
            case '$' when StartsWith(text, at, "$'"):
                return Lose("$'", at + 2);
            case 'c' when wasWordStart && StartsWith(text, at, "case") && frames.Contains(Frame.Substitution):
                // The ")" of its patterns is not the end of "$(".
                return Lose("case in $(", at + 4);
            default:
                return Expansion(text, at);
        }
    }

    private int? InArithmeticWord(string text, int at) =>
        ShellArithmetic.IsLet(text, at) ? Enter(Frame.Let, at + 3)
        : ShellArithmetic.IsComparison(text, at) ? Enter(Frame.Comparison, at + 2)
        : ShellArithmetic.IsInteger(text, at) ? Evaluate("declare -i", at + 1)
        : ShellArithmetic.SubscriptAt(text, at, frames.Peek() is Frame.Parenthesis) is { } within
            ? Enter(Frame.Subscript, within)
        : null;

    private int InArithmetic(string text, int at) =>
        text[at] switch
        {
            '\\' => Escape(at),
            '(' => Enter(Frame.Arithmetic, at + 1),
            // A nested "(" ends with ")", the whole with "))": the frame below tells which one this is.
            ')' when IsNestedArithmetic() => Leave(at + 1),
            ')' => StartsWith(text, at, "))") ? Leave(at + 2) : Lose(") in $((", at + 1),
            '\'' or '"' => Lose("quotes in $((", at + 1),
            _ => Expansion(text, at),
        };

    private bool IsNestedArithmetic() => frames.Skip(1).FirstOrDefault() is Frame.Arithmetic;

    private int InBrace(string text, int at) =>
        text[at] switch
        {
            '\\' => Escape(at),
            '}' => Leave(at + 1),
            // Shells disagree on a single quote in "${x:-'...'}".
            '\'' => frames.Contains(Frame.Double) ? Lose("a ' in \"${", at + 1) : Enter(Frame.Single, at + 1),
            '"' => Enter(Frame.Double, at + 1),
            _ => Expansion(text, at),
        };

    private int InHereDocument(string text, int at)
    {
        if (isLineStart && hereDocuments.EndAt(text, at) is { } next)
        {
            if (!hereDocuments.AreOpen)
            {
                frames.Pop();
            }

            isWordStart = true;
            return next;
        }

        isLineStart = text[at] == '\n';
        return at + 1;
    }

    private int OpenHereDocument(string text, int at)
    {
        if (!hereDocuments.TryOpen(text, at, out var end))
        {
            return Lose("a here-document whose end is not a plain word", end);
        }

        isWordStart = false;
        return end;
    }

    private int Expansion(string text, int at)
    {
        if (text[at] == '`')
        {
            return Enter(Frame.Backtick, at + 1);
        }

        if (StartsWith(text, at, "$["))
        {
            return Evaluate("$[", at + 2);
        }

        if (StartsWith(text, at, "$(("))
        {
            return Enter(Frame.Arithmetic, at + 3);
        }

        if (StartsWith(text, at, "$("))
        {
            isWordStart = true;
            return Enter(Frame.Substitution, at + 2);
        }

        return StartsWith(text, at, "${") ? Enter(Frame.Brace, at + 2) : at + 1;
    }

    private int Quoted(string text, int at, char end, bool escapes) =>
        escapes && text[at] == '\\' ? Escape(at)
        : text[at] == end ? Leave(at + 1)
        : at + 1;

    private static int Escape(int at) => at + 2;

    private int Enter(Frame frame, int next)
    {
        frames.Push(frame);
        return next;
    }

    private int Lose(string behind, int next) => Lose(behind, "which shells read in different ways", next);

    private int Evaluate(string behind, int next) => Lose(behind, "where some shells evaluate values", next);

    private int Lose(string behind, string why, int next)
    {
        lostBehind = $"behind {behind}, {why}";
        return Enter(Frame.Lost, next);
    }

    private int Leave(int next)
    {
        frames.Pop();
        return next;
    }
}
