using Rota.App.Problems;

namespace Rota.Web.Routing;

/// <summary>
/// Ties a change to the version that somebody saw (RFC 9110, RFC 6585): two who change one thing must not undo each
/// other unseen.
/// </summary>
internal static class Versions
{
    /// <summary>Refuses a change of another version than the one that is there.</summary>
    /// <param name="call">The request.</param>
    /// <param name="present">The version that is there, in quotes.</param>
    /// <exception cref="ProblemException">It is, or the request does not say which it means.</exception>
    public static void Compare(Call call, string present)
    {
        var meant =
            call.Header("If-Match")
            ?? throw new ProblemException(
                RequestProblems.VersionNeeded,
                "the request does not say which version it changes",
                "look first, and send the ETag of the answer as If-Match; or If-Match: * for whatever is there"
            );
        if (meant != "*" && meant.Split(',', StringSplitOptions.TrimEntries).All(one => one != present))
        {
            throw new ProblemException(
                RequestProblems.Changed,
                $"the version is {present} now, not {meant}; nothing was changed",
                "look again, and send the ETag of that answer"
            );
        }
    }
}
