namespace Rota.App.Problems;

/// <summary>Problems of the process and the system below it: a part of the catalogue.</summary>
public static class SystemProblems
{
    /// <summary>The directory that the command stands in has been deleted.</summary>
    public static readonly ProblemCode DeletedDirectory = new("deleted-directory", ExitCode.Unreachable, 503);

    /// <summary>The keeper cannot be reached.</summary>
    public static readonly ProblemCode Keeper = new("keeper", ExitCode.Unreachable, 503);

    /// <summary>A limit of the process is too low to begin at all.</summary>
    public static readonly ProblemCode Limits = new("limits", ExitCode.Unreachable, 503);

    /// <summary>The system refused to read or write.</summary>
    public static readonly ProblemCode Io = new("io", ExitCode.Unreachable, 503);

    /// <summary>No memory, or no thread, is left.</summary>
    public static readonly ProblemCode Memory = new("memory", ExitCode.Unreachable, 503);

    /// <summary>A defect of Rota, or a damaged state.</summary>
    public static readonly ProblemCode Bug = new("bug", ExitCode.Unreachable, 500);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemCode> All { get; } = [DeletedDirectory, Keeper, Limits, Io, Memory, Bug];
}
