namespace Rota.App.Problems;

/// <summary>The exit codes that scripts rely on (cli contract).</summary>
public static class ExitCode
{
    /// <summary>All went as asked.</summary>
    public const int Success = 0;

    /// <summary>Tasks failed.</summary>
    public const int Failed = 1;

    /// <summary>No line has what was looked for, as with grep.</summary>
    public const int NoMatch = 1;

    /// <summary>What was asked is not possible.</summary>
    public const int BadInput = 2;

    /// <summary>The job was cancelled.</summary>
    public const int Cancelled = 3;

    /// <summary>It did not happen in the time that was given.</summary>
    public const int TimedOut = 4;

    /// <summary>The state, the keeper or the system could not be reached.</summary>
    public const int Unreachable = 5;

    /// <summary>Refused, for the sake of something else.</summary>
    public const int Refused = 6;

    /// <summary>Ended by Ctrl-C, as shells show it.</summary>
    public const int Interrupted = 130;

    /// <summary>Whoever read standard output is gone: what a shell shows of a program that SIGPIPE ended.</summary>
    public const int BrokenPipe = 141;
}
