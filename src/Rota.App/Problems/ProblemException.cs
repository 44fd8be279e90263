namespace Rota.App.Problems;

/// <summary>Carries a problem out of a use case to who renders it.</summary>
/// <param name="code">What kind of problem.</param>
/// <param name="detail">A sentence with what is wrong here.</param>
/// <param name="tries">What to do about it, a line each.</param>
public sealed class ProblemException(ProblemCode code, string detail, params string[] tries) : Exception(detail)
{
    /// <summary>The problem.</summary>
    public Problem Problem { get; } = new(code, detail, tries);
}
