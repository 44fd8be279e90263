namespace Rota.App.Problems;

/// <summary>Carries a problem out of a use case to who renders it.</summary>
/// <param name="problem">The problem.</param>
public sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    /// <summary>Carries out one of its parts.</summary>
    /// <param name="code">What kind of problem.</param>
    /// <param name="detail">A sentence with what is wrong here.</param>
    /// <param name="tries">What to do about it, a line each.</param>
    public ProblemException(ProblemCode code, string detail, params string[] tries)
        : this(new Problem(code, detail, tries)) { }

    /// <summary>The problem.</summary>
    public Problem Problem => problem;
}
