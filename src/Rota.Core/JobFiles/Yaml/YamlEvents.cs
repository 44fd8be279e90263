using Rota.Core.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Rota.Core.JobFiles.Yaml;

/// <summary>The parser's events one by one, with their places; what the parser cannot take is a refusal.</summary>
internal sealed class YamlEvents
{
    private readonly Scanner scanner;
    private readonly Parser parser;

    /// <summary>Stands before the first event.</summary>
    public YamlEvents(string text)
    {
        scanner = new(new StringReader(text));
        parser = new(scanner);
    }

    /// <summary>The event it stands at; null before the first.</summary>
    public ParsingEvent? Current => parser.Current;

    /// <summary>Where that event begins.</summary>
    public Place Here => PlaceOf(parser.Current!.Start);

    /// <summary>A mark of the parser as a place; its lines and columns may be 0.</summary>
    public static Place PlaceOf(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    /// <summary>Passes the event.</summary>
    public void Move()
    {
        try
        {
            parser.MoveNext();
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet 16.3 does so on some broken texts: a plain text of no characters, an escape beyond Unicode.
            throw new YamlRefusedException(
                PlaceOf(scanner.CurrentPosition),
                "this is not YAML: it cannot be read from about here on"
            );
        }
    }

    /// <summary>Passes an event of this kind, which must be the next one.</summary>
    public void Next<T>()
        where T : ParsingEvent
    {
        if (parser.Current is null)
        {
            Move();
        }

        if (parser.Current is not T)
        {
            throw new YamlRefusedException(Here, "the document does not begin or end as YAML does");
        }

        Move();
    }
}
