namespace Rota.Cli.Rendering;

/// <summary>When colours are printed.</summary>
internal enum ColourWhen
{
    /// <summary>On a terminal, unless NO_COLOR is set.</summary>
    Auto,

    /// <summary>Also into a pipe: somebody wants them there.</summary>
    Always,

    /// <summary>Nowhere.</summary>
    Never,
}

/// <summary>
/// Whether there are colours. What is for programs never has any, and a variable that another tool made somebody set
/// (FORCE_COLOR, CLICOLOR_FORCE) brings none into a pipe.
/// </summary>
internal static class Colours
{
    /// <summary>What <c>--color</c> says, for all that this process prints.</summary>
    public static ColourWhen When { get; set; }

    /// <summary>Those of standard output.</summary>
    public static ColourDepth OnOutput => On(!Console.IsOutputRedirected);

    /// <summary>Those of standard error.</summary>
    public static ColourDepth OnError => On(!Console.IsErrorRedirected);

    /// <summary>The rule.</summary>
    /// <param name="when">What was asked for.</param>
    /// <param name="isTerminal">Whether a terminal shows it.</param>
    /// <param name="noColour">NO_COLOR.</param>
    /// <param name="term">TERM.</param>
    /// <param name="colourTerm">COLORTERM.</param>
    public static ColourDepth Depth(
        ColourWhen when,
        bool isTerminal,
        string? noColour,
        string? term,
        string? colourTerm
    ) =>
        when switch
        {
            ColourWhen.Never => ColourDepth.None,
            ColourWhen.Auto when !isTerminal || noColour is { Length: > 0 } || term is null or "" or "dumb" =>
                ColourDepth.None,
            _ => colourTerm is { Length: > 0 } || term?.Contains("256", StringComparison.Ordinal) == true
                ? ColourDepth.Of256
                : ColourDepth.Of16,
        };

    private static ColourDepth On(bool isTerminal) =>
        Depth(
            When,
            isTerminal,
            Environment.GetEnvironmentVariable("NO_COLOR"),
            Environment.GetEnvironmentVariable("TERM"),
            Environment.GetEnvironmentVariable("COLORTERM")
        );
}
