namespace Rota.App.Problems;

/// <summary>What goes wrong between a client and a server: a part of the catalogue.</summary>
public static class ClientProblems
{
    /// <summary>Nobody answers at the address of the server, or the line broke.</summary>
    public static readonly ProblemCode NoServer = new("no-server", ExitCode.Unreachable, 502);

    /// <summary>What answers is no server of Rota, or one of another version.</summary>
    public static readonly ProblemCode BadAnswer = new("bad-answer", ExitCode.Unreachable, 502);

    /// <summary>The token cannot be read from its file, or others can read it too.</summary>
    public static readonly ProblemCode TokenFile = new("token-file", ExitCode.BadInput, 400);

    /// <summary>The command works on this machine only, and a server is named.</summary>
    public static readonly ProblemCode LocalOnly = new("local-only", ExitCode.BadInput, 400);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemCode> All { get; } = [NoServer, BadAnswer, TokenFile, LocalOnly];
}
