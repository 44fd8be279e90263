using Microsoft.AspNetCore.Http;
using Rota.App.Problems;
using Rota.Web.Answers;
using Rota.Web.Document;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>What tells of the API itself.</summary>
internal static class DocumentRoutes
{
    private const string Catalogue = "Rota.Web.errors.md";

    public static readonly IReadOnlyList<Route> All =
    [
        new(HttpMethods.Get, "/v1/openapi.json", Scope.None, "This document (OpenAPI 3.1).")
        {
            Handle = call =>
                JsonAnswer.Send(call.Http, StatusCodes.Status200OK, OpenApiDocument.Of(ApiRoutes.All).ToArray()),
        },
        new(HttpMethods.Get, "/v1/problems/{code}", Scope.None, "What a kind of problem means.")
        {
            Answer = AnswerJson.Default.ProblemKindView,
            Handle = Kind,
        },
    ];

    private static Task Kind(Call call)
    {
        var kind =
            ProblemCodes.All.FirstOrDefault(code => code.Name == call.Path("code"))
            ?? throw new ProblemException(RequestProblems.NoSuchRoute, "there is no such kind of problem");
        var view = new ProblemKindView(kind.Name, kind.Status, kind.ExitCode, MeaningOf(kind));
        return JsonAnswer.Send(
            call.Http,
            StatusCodes.Status200OK,
            JsonAnswer.Bytes(view, AnswerJson.Default.ProblemKindView)
        );
    }

    /// <summary>The last column of its row in docs/errors.md, which is in this program.</summary>
    private static string MeaningOf(ProblemCode kind)
    {
        using var stream = typeof(DocumentRoutes).Assembly.GetManifestResourceStream(Catalogue)!;
        using var reader = new StreamReader(stream);
        var row = reader
            .ReadToEnd()
            .Split('\n')
            .First(line => line.StartsWith($"| `{kind}` ", StringComparison.Ordinal));
        return row.TrimEnd(' ', '|').Split('|')[^1].Trim();
    }
}
