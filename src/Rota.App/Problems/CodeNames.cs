namespace Rota.App.Problems;

/// <summary>Finds the kind of problem that a name stands for: where it was told by a server, or stored.</summary>
public static class CodeNames
{
    private static readonly Dictionary<string, ProblemCode> Known = ProblemCodes.All.ToDictionary(code => code.Name);

    /// <summary>The kind of problem of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="exitCode">How a command ends where only a newer server knows the kind.</param>
    /// <param name="status">The HTTP status of that.</param>
    public static ProblemCode Find(string name, int exitCode = ExitCode.BadInput, int status = 400) =>
        Known.GetValueOrDefault(name) ?? new ProblemCode(name, exitCode, status);
}
