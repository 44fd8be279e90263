using Rota.Linux.Calls;

namespace Rota.Linux.Terminals;

/// <summary>How much fits into a line of a terminal.</summary>
public static class TerminalSize
{
    private const int Usual = 80;

    /// <summary>
    /// Columns of the terminal that a descriptor leads to, as they are now; where it does not say, what COLUMNS says.
    /// </summary>
    public static int Columns(int descriptor) =>
        NativeTerminal.Columns(descriptor) is > 0 and var columns ? columns
        : int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var stated) && stated > 0 ? stated
        : Usual;
}
