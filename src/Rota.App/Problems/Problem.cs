namespace Rota.App.Problems;

/// <summary>Why a use case did not do what was asked.</summary>
/// <param name="Code">What kind of problem.</param>
/// <param name="Detail">A sentence with what is wrong here: names, numbers, places.</param>
/// <param name="Tries">What to do about it, a line each.</param>
public sealed record Problem(ProblemCode Code, string Detail, IReadOnlyList<string> Tries)
{
    /// <summary>What is wrong with a file, each with its place; none where it is about no file.</summary>
    public IReadOnlyList<Core.Problems.Problem> Mistakes { get; init; } = [];
}
