using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Rota.App.Pictures;
using Rota.App.Problems;
using Rota.Web.Answers;

namespace Rota.Web.Routing;

/// <summary>
/// Versions of what is made of a whole job: it is the same as long as nothing was committed of the job's partition, so
/// who has seen it is told so without making it again.
/// </summary>
internal static class Positions
{
    /// <summary>The header with the position that an answer shows.</summary>
    public const string Header = "Position";

    /// <summary>The version of a picture at a position.</summary>
    public static string TagOf(Call call, long position) =>
        JsonAnswer.TagOf(Encoding.UTF8.GetBytes($"{position}{call.Http.Request.QueryString.Value}"));

    /// <summary>Whether who asks has seen what there is now; then that is the answer.</summary>
    public static async Task<bool> IsKnown(Call call)
    {
        if (call.Http.Request.Headers.IfNoneMatch.Count == 0)
        {
            return false;
        }

        var now = await call
            .Lanes.Look(() => VectorCases.Position(call.Site, call.Path("job")), call.Left)
            .ConfigureAwait(false);
        var tag = TagOf(call, now);
        if (
            !EntityTagHeaderValue.TryParseList(call.Http.Request.Headers.IfNoneMatch, out var known)
            || known.All(one => one.Tag != tag)
        )
        {
            return false;
        }

        call.Http.Response.Headers.ETag = tag;
        call.Http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    /// <summary>The position in a parameter.</summary>
    /// <exception cref="ProblemException">It is none.</exception>
    public static long Read(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : throw new ProblemException(
                ProblemCodes.Usage,
                $"after={text}: this is no position",
                $"send the header {Header} of the answer that was seen"
            );
}
