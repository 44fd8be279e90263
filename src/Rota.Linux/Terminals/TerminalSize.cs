using Rota.Linux.Calls;

namespace Rota.Linux.Terminals;

/// <summary>How much fits onto a terminal.</summary>
public static class TerminalSize
{
    private const int Usual = 80;
    private const int UsualLines = 24;

    /// <summary>
    /// Columns of the terminal that a descriptor leads to, as they are now; where it does not say, what COLUMNS says.
    /// </summary>
    public static int Columns(int descriptor) => Or(NativeTerminal.Size(descriptor).Columns, "COLUMNS", Usual);

    /// <summary>Its lines; where it does not say, what LINES says.</summary>
    public static int Lines(int descriptor) => Or(NativeTerminal.Size(descriptor).Lines, "LINES", UsualLines);

    private static int Or(int told, string variable, int usual) =>
        told > 0 ? told
        : int.TryParse(Environment.GetEnvironmentVariable(variable), out var stated) && stated > 0 ? stated
        : usual;
}
