namespace Rota.App.Problems;

/// <summary>Problems of queues and budgets: the part of the catalogue that is about limits that jobs share.</summary>
public static class LimitProblems
{
    /// <summary>There is no queue of this name.</summary>
    public static readonly ProblemCode NoSuchQueue = new("no-such-queue", ExitCode.BadInput, 404);

    /// <summary>Nothing is set for a scope of budgets.</summary>
    public static readonly ProblemCode NoSuchScope = new("no-such-scope", ExitCode.BadInput, 404);

    /// <summary>There is no such grant, or it is over.</summary>
    public static readonly ProblemCode NoSuchGrant = new("no-such-grant", ExitCode.BadInput, 404);

    /// <summary>There are too few rights, or a limit of a scope would be passed.</summary>
    public static readonly ProblemCode BudgetRefused = new("budget-refused", ExitCode.Refused, 409);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemCode> All { get; } = [NoSuchQueue, NoSuchScope, NoSuchGrant, BudgetRefused];
}
