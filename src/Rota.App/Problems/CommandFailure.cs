namespace Rota.App.Problems;

/// <summary>A command cannot do what was asked: the sentences for the person, and the exit code for the
/// script.</summary>
internal sealed class CommandFailure(int exitCode, string code, string message, params string[] details)
    : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>Stable name of the kind of failure.</summary>
    public string Code { get; } = code;

    public IReadOnlyList<string> Details { get; } = details;
}
