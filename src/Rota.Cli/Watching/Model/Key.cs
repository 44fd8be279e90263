namespace Rota.Cli.Watching.Model;

/// <summary>What a key means that was pressed.</summary>
internal enum KeyKind
{
    /// <summary>A character.</summary>
    Character,
    Up,
    Down,
    PageUp,
    PageDown,
    Home,
    End,
    Enter,
    Escape,
    Tab,

    /// <summary>The end of input: the terminal has gone, or somebody pressed Ctrl-D.</summary>
    EndOfInput,
}

/// <summary>A key that was pressed.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Character">Which character, where it is one.</param>
internal readonly record struct Key(KeyKind Kind, char Character = '\0')
{
    private const char Esc = '\e';

    /// <summary>What terminals send for keys that are no character, behind ESC and <c>[</c> or <c>O</c>.</summary>
    private static readonly (string Sent, KeyKind Kind)[] Sequences =
    [
        ("A", KeyKind.Up),
        ("B", KeyKind.Down),
        ("5~", KeyKind.PageUp),
        ("6~", KeyKind.PageDown),
        ("H", KeyKind.Home),
        ("F", KeyKind.End),
        ("1~", KeyKind.Home),
        ("4~", KeyKind.End),
    ];

    /// <summary>The keys that were pressed, of all that came at once; what Rota knows no key for is nothing.</summary>
    public static IReadOnlyList<Key> Read(string typed)
    {
        var keys = new List<Key>();
        for (var at = 0; at < typed.Length; )
        {
            if (typed[at] == Esc && at + 1 < typed.Length && typed[at + 1] is '[' or 'O')
            {
                at = ReadSequence(typed, at + 2, keys);
                continue;
            }

            keys.Add(
                typed[at] switch
                {
                    Esc => new Key(KeyKind.Escape),
                    '\n' or '\r' => new Key(KeyKind.Enter),
                    '\t' => new Key(KeyKind.Tab),
                    '\u0004' => new Key(KeyKind.EndOfInput),
                    ' ' or '\u0006' => new Key(KeyKind.PageDown),
                    '\u0002' => new Key(KeyKind.PageUp),
                    var character => Of(character),
                }
            );
            at++;
        }

        return keys;
    }

    /// <summary>Letters that move, as in pagers.</summary>
    private static Key Of(char character) =>
        character switch
        {
            'j' => new(KeyKind.Down),
            'k' => new(KeyKind.Up),
            'g' => new(KeyKind.Home),
            'G' => new(KeyKind.End),
            _ => new(KeyKind.Character, character),
        };

    private static int ReadSequence(string typed, int at, List<Key> keys)
    {
        var end = at;
        while (end < typed.Length && typed[end] is < '@' or > '~')
        {
            end++;
        }

        end = Math.Min(end + 1, typed.Length);
        var sent = typed[at..end];
        keys.AddRange(Sequences.Where(one => one.Sent == sent).Select(one => new Key(one.Kind)));
        return end;
    }
}
