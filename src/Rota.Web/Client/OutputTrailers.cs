using Microsoft.AspNetCore.Http;
using Rota.App.Logs;
using Rota.App.Problems;
using Rota.Core.Bytes;
using Rota.Web.Answers;
using Rota.Web.Routing;

namespace Rota.Web.Client;

/// <summary>
/// What is known of output only when all of it was copied: it is told behind it (trailers), to who can hear that.
/// </summary>
internal static class OutputTrailers
{
    private const string TimeMissing = "Rota-Time-Missing";
    private const string ProblemTrailer = "Rota-Problem";
    private const int MarkMax = 32;

    /// <summary>What is written around what was sought; null for nothing.</summary>
    /// <exception cref="ProblemException">It is longer than a colour.</exception>
    public static (byte[] Begin, byte[] End)? Marks(Call call)
    {
        var (begin, end) = (call.Query("mark_begin"), call.Query("mark_end"));
        return begin is null && end is null ? null
            : begin?.Length > MarkMax || end?.Length > MarkMax
                ? throw new ProblemException(ProblemCodes.Usage, $"mark_begin, mark_end: at most {MarkMax} characters")
            : (ByteText.Bytes(begin ?? ""), ByteText.Bytes(end ?? ""));
    }

    /// <summary>Says that something may come behind.</summary>
    public static void Begin(Call call)
    {
        if (call.Http.Response.SupportsTrailers())
        {
            call.Http.Response.DeclareTrailer(TimeMissing);
            call.Http.Response.DeclareTrailer(ProblemTrailer);
        }
    }

    /// <summary>Says what is to be said; where nothing was sent yet, what is missing is the answer.</summary>
    /// <exception cref="ProblemException">Output was written, and is not there any more.</exception>
    public static void End(Call call, TaskOutput tasks)
    {
        if (!call.Http.Response.HasStarted)
        {
            tasks.RefuseMissing();
        }

        if (!call.Http.Response.SupportsTrailers())
        {
            return;
        }

        if (tasks.IsTimeMissing)
        {
            call.Http.Response.AppendTrailer(TimeMissing, "true");
        }

        try
        {
            tasks.RefuseMissing();
        }
        catch (ProblemException missing)
        {
            var view = new ProblemView(missing.Problem, call.Http.Request.Path, call.Http.TraceIdentifier);
            var json = JsonAnswer.Bytes(view, AnswerJson.Default.ProblemView);
            call.Http.Response.AppendTrailer(ProblemTrailer, Convert.ToBase64String(json.Span));
        }
    }
}
