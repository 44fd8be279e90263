namespace Rota.Cli.Commands;

/// <summary>
/// The part of a command line that is not Rota's: what follows <c>--</c> (a program and its arguments) and what follows
/// <c>:::</c> (input values). Cut off before options are parsed, so that nothing in it can look like one.
/// </summary>
/// <param name="Program">Words after <c>--</c>; null without one.</param>
/// <param name="Sources">The values after each <c>:::</c>, or the file after each <c>::::</c>.</param>
internal sealed record CommandTail(IReadOnlyList<string>? Program, IReadOnlyList<InputSource> Sources)
{
    private const string Values = ":::";
    private const string Files = "::::";

    /// <summary>Cuts the tail off.</summary>
    public static (string[] Own, CommandTail Tail) Split(string[] args)
    {
        var end = Array.FindIndex(args, word => word is "--" or Values or Files);
        if (end < 0)
        {
            return (args, new CommandTail(null, []));
        }

        var rest = args.AsSpan(end).ToArray();
        var sourcesFrom = Array.FindIndex(rest, word => word is Values or Files);
        var program = rest[0] == "--" ? rest[1..(sourcesFrom < 0 ? rest.Length : sourcesFrom)] : null;
        return (args[..end], new CommandTail(program, sourcesFrom < 0 ? [] : [.. SourcesOf(rest[sourcesFrom..])]));
    }

    private static IEnumerable<InputSource> SourcesOf(string[] words)
    {
        for (var word = 0; word < words.Length; )
        {
            var end = Array.FindIndex(words, word + 1, next => next is Values or Files);
            end = end < 0 ? words.Length : end;
            yield return new InputSource(words[word] == Files, words[(word + 1)..end]);
            word = end;
        }
    }
}

/// <summary>One list of input values, stated or in files.</summary>
/// <param name="IsFiles">Whether the words name files, one value a line.</param>
/// <param name="Words">The values, or the files.</param>
internal sealed record InputSource(bool IsFiles, IReadOnlyList<string> Words);
