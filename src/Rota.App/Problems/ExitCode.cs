namespace Rota.App.Problems;

/// <summary>The exit codes that scripts rely on (cli contract).</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Failed = 1;
    public const int BadInput = 2;
    public const int Cancelled = 3;
    public const int TimedOut = 4;
    public const int Unreachable = 5;
    public const int Refused = 6;
    public const int Interrupted = 130;

    /// <summary>Whoever read standard output is gone: what a shell shows of a program that SIGPIPE ended.</summary>
    public const int BrokenPipe = 141;
}
