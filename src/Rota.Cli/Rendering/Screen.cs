using Rota.Linux.Terminals;

namespace Rota.Cli.Rendering;

/// <summary>
/// Where a command speaks: results on standard output, all that is said beside them on standard error.
/// </summary>
internal static class Screen
{
    public static TextWriter Out => Console.Out;

    public static TextWriter Error => Console.Error;

    /// <summary>Whether a person sits at standard error, where progress goes.</summary>
    public static bool IsTerminal =>
        !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");

    /// <summary>Whether standard output is a terminal, and no file or program.</summary>
    public static bool IsForPeople => !Console.IsOutputRedirected;

    /// <summary>Whether standard output is for people: then states have signs.</summary>
    public static bool ShowsSigns => IsForPeople || Colours.When == ColourWhen.Always;

    /// <summary>Whether another program reads standard output as it comes.</summary>
    public static bool IsOutputPipe =>
        new FileInfo("/proc/self/fd/1").LinkTarget?.StartsWith("pipe:", StringComparison.Ordinal) == true;

    /// <summary>Where results go that are not text, or too many to be written line by line.</summary>
    public static Stream OpenOutput() => new StandardStream(StandardStream.Output);
}
