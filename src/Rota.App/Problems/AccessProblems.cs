namespace Rota.App.Problems;

/// <summary>Problems of tokens, the audit, operations and saved filters: a part of the catalogue.</summary>
public static class AccessProblems
{
    /// <summary>The token is known, and does not allow this.</summary>
    public static readonly ProblemCode NotAllowed = new("not-allowed", ExitCode.Refused, 403);

    /// <summary>There is a token of this name already, or there are too many.</summary>
    public static readonly ProblemCode TokenExists = new("token-exists", ExitCode.BadInput, 409);

    /// <summary>There is no token of this name.</summary>
    public static readonly ProblemCode NoSuchToken = new("no-such-token", ExitCode.BadInput, 404);

    /// <summary>The audit is not as it was written.</summary>
    public static readonly ProblemCode AuditBroken = new("audit-broken", ExitCode.Failed, 500);

    /// <summary>There is no operation of this number.</summary>
    public static readonly ProblemCode NoSuchOperation = new("no-such-operation", ExitCode.BadInput, 404);

    /// <summary>No filter has this name.</summary>
    public static readonly ProblemCode NoSuchFilter = new("no-such-filter", ExitCode.BadInput, 404);

    /// <summary>There is no room for another filter with a name.</summary>
    public static readonly ProblemCode TooManyFilters = new("too-many-filters", ExitCode.BadInput, 409);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemCode> All { get; } =
    [NotAllowed, TokenExists, NoSuchToken, AuditBroken, NoSuchOperation, NoSuchFilter, TooManyFilters];
}
