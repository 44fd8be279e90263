namespace Rota.App.Failing;

/// <summary>Names of the signals that end processes.</summary>
internal static class Signals
{
    private static readonly string[] Names =
    [
        "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT",
        "CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS",
    ];

    private static readonly string[] ByNumber = string.Join(' ', Names).Split(' ');

    /// <summary>The name of a signal, <c>SIGKILL</c>; one without a name is its number.</summary>
    public static string Name(int number) =>
        number >= 1 && number <= ByNumber.Length ? $"SIG{ByNumber[number - 1]}" : $"signal {number}";
}
