namespace Rota.App.Problems;

/// <summary>A kind of problem: an entry of the catalogue.</summary>
/// <param name="Name">What scripts know it by.</param>
/// <param name="ExitCode">How a command ends that meets it.</param>
/// <param name="Status">The HTTP status of an answer that tells of it.</param>
public sealed record ProblemCode(string Name, int ExitCode, int Status)
{
    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
