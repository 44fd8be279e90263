using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Rota.App.Logs.Streams;
using Rota.App.Problems;
using Rota.Web.Answers;
using Rota.Web.Routing;

namespace Rota.Web.Streams;

/// <summary>One stream of an attempt: parts of it by bytes or lines, and what is looked for in it.</summary>
internal static class StreamRoutes
{
    private const string Path = "/v1/tasks/{task}/streams/{stream}";
    private const int HitsUsual = 1_000;
    private const int HitsMax = 10_000;

    public static readonly IReadOnlyList<Route> All =
    [
        Routes.Look(
            "/v1/tasks/{task}/streams",
            "How long the two streams of an attempt are.",
            StreamJson.Default.StreamsView,
            call => StreamsView.Of(call.Site, call.Path("task"))
        ) with
        {
            Scope = Scope.Logs,
        },
        new(HttpMethods.Get, Path, Scope.Logs, "The bytes of one stream, output or errors; Range for some of them.")
        {
            ContentType = "text/plain",
            Query =
            [
                new("from_line", "begin at this line, from 1"),
                new("count_lines", "true: say in Stream-Line which line it begins in, from 1"),
                new("download", "true: as a file to be kept"),
                new("follow", "true: go on as it grows, until the attempt has ended"),
            ],
            Handle = StreamAnswer.Send,
        },
        new(
            HttpMethods.Get,
            Path + "/search",
            Scope.Logs,
            "The lines of a stream that have something, as they are found."
        )
        {
            ContentType = "application/x-ndjson",
            Query =
            [
                new("text", "what they have"),
                new("regex", "true: that is a regular expression"),
                new("ignore_case", "true: upper and lower case are the same in it"),
                new("limit", $"after so many lines it is enough, {HitsUsual} where it is not given"),
            ],
            Handle = Search,
        },
    ];

    /// <summary>The stream that a path names.</summary>
    /// <exception cref="ProblemException">There is none of that name.</exception>
    public static StreamRequest RequestOf(Call call) =>
        call.Path("stream") switch
        {
            "output" => new StreamRequest(call.Path("task"), IsErrors: false),
            "errors" => new StreamRequest(call.Path("task"), IsErrors: true),
            var other => throw UnknownName.Of("stream", other, ["output", "errors"]),
        };

    private static async Task Search(Call call)
    {
        var request = new StreamSearchRequest(
            call.Query("text") is { Length: > 0 } text
                ? text
                : throw new ProblemException(ProblemCodes.Usage, "what is looked for? write text="),
            call.Flag("regex"),
            call.Flag("ignore_case"),
            call.Number("limit", 1, HitsMax) ?? HitsUsual
        );
        using var place = await call.Lanes.Copy(call.Left).ConfigureAwait(false);
        using var stream = AttemptStream.Open(call.Site, RequestOf(call));
        call.Http.Response.ContentType = "application/x-ndjson; charset=utf-8";
        call.Http.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        Write(StreamSearch.Line(StreamSearch.Run(stream, request, Write, call.Left)));

        void Write(string line) => call.Http.Response.Body.Write(Encoding.UTF8.GetBytes(line + '\n'));
    }
}
