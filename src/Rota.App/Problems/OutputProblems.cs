namespace Rota.App.Problems;

/// <summary>Problems with what tasks wrote: a part of the catalogue.</summary>
public static class OutputProblems
{
    /// <summary>There was output, and it is not kept any more.</summary>
    public static readonly ProblemCode Missing = new("output-missing", ExitCode.Unreachable, 410);

    /// <summary>What lines are looked for is no regular expression, or none that takes linear time.</summary>
    public static readonly ProblemCode BadPattern = new("bad-pattern", ExitCode.BadInput, 400);

    /// <summary>A stream has no bytes where some are asked for.</summary>
    public static readonly ProblemCode NoSuchRange = new("no-such-range", ExitCode.BadInput, 416);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemCode> All { get; } = [Missing, BadPattern, NoSuchRange];
}
