namespace Rota.App.Problems;

/// <summary>What a server refuses of a request before a use case hears of it: a part of the catalogue.</summary>
public static class RequestProblems
{
    /// <summary>The request has no token, or one that nobody knows.</summary>
    public static readonly ProblemCode NoToken = new("no-token", ExitCode.Refused, 401);

    /// <summary>The request comes from a page or for a host that is none of ours.</summary>
    public static readonly ProblemCode Foreign = new("foreign-request", ExitCode.Refused, 403);

    /// <summary>There is nothing at this path.</summary>
    public static readonly ProblemCode NoSuchRoute = new("no-such-route", ExitCode.BadInput, 404);

    /// <summary>There is something at this path, and this method does nothing with it.</summary>
    public static readonly ProblemCode NoSuchMethod = new("no-such-method", ExitCode.BadInput, 405);

    /// <summary>The body is of a type that is not read here.</summary>
    public static readonly ProblemCode UnknownMedia = new("unknown-media", ExitCode.BadInput, 415);

    /// <summary>What is to be changed has changed since it was looked at.</summary>
    public static readonly ProblemCode Changed = new("changed", ExitCode.Refused, 412);

    /// <summary>The request must say which version it changes.</summary>
    public static readonly ProblemCode VersionNeeded = new("version-needed", ExitCode.BadInput, 428);

    /// <summary>The request breaks the rules of HTTP, or a bound of the server.</summary>
    public static readonly ProblemCode BadRequest = new("bad-request", ExitCode.BadInput, 400);

    /// <summary>More is asked at once than the server takes on.</summary>
    public static readonly ProblemCode Busy = new("busy", ExitCode.Unreachable, 503);

    /// <summary>A token asks more often than one may.</summary>
    public static readonly ProblemCode TooMany = new("too-many-requests", ExitCode.Unreachable, 429);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemCode> All { get; } =
    [NoToken, Foreign, NoSuchRoute, NoSuchMethod, UnknownMedia, Changed, VersionNeeded, BadRequest, Busy, TooMany];
}
