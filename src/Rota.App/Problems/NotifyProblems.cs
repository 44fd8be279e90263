namespace Rota.App.Problems;

/// <summary>Problems of notifications: the part of the catalogue that is about who is told of what.</summary>
public static class NotifyProblems
{
    /// <summary>No rules of notifications are set there.</summary>
    public static readonly ProblemCode NoSuchRules = new("no-such-rules", ExitCode.BadInput, 404);

    /// <summary>There is no notification of this number.</summary>
    public static readonly ProblemCode NoSuchDelivery = new("no-such-delivery", ExitCode.BadInput, 404);

    /// <summary>A notification did not arrive.</summary>
    public static readonly ProblemCode NotDelivered = new("not-delivered", ExitCode.Unreachable, 502);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemCode> All { get; } = [NoSuchRules, NoSuchDelivery, NotDelivered];
}
