using System.Globalization;
using System.Text;

namespace Rota.EndToEnd.Tests.Harness;

/// <summary>What a person sees of what was written to a terminal: its lines, also those that have scrolled away, and whether its second screen is shown.</summary>
internal sealed class Emulator(int columns, int rows)
{
    private readonly Page first = new();
    private Page second = new();
    private bool hasSecond;

    /// <summary>The lines of the screen that is shown, those above it first, without what is empty at the end.</summary>
    public string[] Lines => [.. Shown.Lines.Select(line => line.ToString().TrimEnd()).Reverse().SkipWhile(line => line.Length == 0).Reverse()];

    /// <summary>Whether the second screen is shown.</summary>
    public bool IsFullScreen => hasSecond;

    private Page Shown => hasSecond ? second : first;

    public static Emulator Of(string written, int columns = 100, int rows = 24)
    {
        var emulator = new Emulator(columns, rows);
        emulator.Take(written);
        return emulator;
    }

    private void Take(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\e' when at + 1 < text.Length && text[at + 1] == '[':
                    var end = at + 2;
                    while (end < text.Length && text[end] is < '@' or > '~')
                    {
                        end++;
                    }

                    if (end < text.Length)
                    {
                        Control(text[end], text[(at + 2)..end]);
                    }

                    at = end;
                    break;
                case '\r':
                    Shown.Column = 0;
                    break;
                case '\n':
                    Shown.Row++;
                    break;
                case '\b':
                    Shown.Column = Math.Max(0, Shown.Column - 1);
                    break;
                case var character:
                    Put(character);
                    break;
            }
        }
    }

    private void Put(char character)
    {
        if (Shown.Column >= columns)
        {
            (Shown.Column, Shown.Row) = (0, Shown.Row + 1);
        }

        var line = Shown.Line();
        line.Append(' ', Math.Max(0, Shown.Column + 1 - line.Length));
        line[Shown.Column++] = character;
    }

    private void Control(char kind, string text)
    {
        int Number(int place, int usual) =>
            int.TryParse(text.Split(';').ElementAtOrDefault(place), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;
        var top = Math.Max(0, Shown.Lines.Count - rows);
        switch (kind)
        {
            case 'A':
                Shown.Row = Math.Max(top, Shown.Row - Number(0, 1));
                break;
            case 'H':
                (Shown.Row, Shown.Column) = (top + Number(0, 1) - 1, Number(1, 1) - 1);
                break;
            case 'K':
                Shown.Line().Length = Math.Min(Shown.Line().Length, Shown.Column);
                break;
            case 'J' when text == "2":
                Shown.Lines.Clear();
                break;
            case 'J':
                Shown.Line().Length = Math.Min(Shown.Line().Length, Shown.Column);
                Shown.Lines.RemoveRange(Shown.Row + 1, Shown.Lines.Count - Shown.Row - 1);
                break;
            case 'h' when text == "?1049":
                (hasSecond, second) = (true, new Page());
                break;
            case 'l' when text == "?1049":
                hasSecond = false;
                break;
        }
    }

    private sealed class Page
    {
        public List<StringBuilder> Lines { get; } = [];

        public int Row { get; set; }

        public int Column { get; set; }

        public StringBuilder Line()
        {
            while (Lines.Count <= Row)
            {
                Lines.Add(new StringBuilder());
            }

            return Lines[Row];
        }
    }
}
