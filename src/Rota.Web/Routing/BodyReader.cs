using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rota.App.Problems;
using Rota.Web.Answers;

namespace Rota.Web.Routing;

/// <summary>Reads the body of a request.</summary>
internal static class BodyReader
{
    /// <summary>What the body says in JSON. One without a body says nothing of what may be left out.</summary>
    /// <exception cref="ProblemException">It is no JSON, or says something else.</exception>
    public static async Task<TBody> Read<TBody>(Call call, JsonTypeInfo<TBody> type)
    {
        var request = call.Http.Request;
        if (request.ContentType is { } stated && !IsJson(stated))
        {
            throw new ProblemException(
                RequestProblems.UnknownMedia,
                $"the body is {stated}, and JSON is read here",
                "send it as application/json"
            );
        }

        using var document = await Parse(call).ConfigureAwait(false);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("it is no object");
        }

        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (type.Properties.All(known => known.Name != member.Name))
            {
                throw UnknownName.Of("member", member.Name, type.Properties.Select(known => known.Name));
            }
        }

        try
        {
            return document.RootElement.Deserialize(type)!;
        }
        catch (JsonException error)
        {
            throw Wrong(error.Message);
        }
    }

    private static async Task<JsonDocument> Parse(Call call)
    {
        if (call.Http.Request.ContentLength is 0 or null && !call.Http.Request.Headers.ContainsKey("Transfer-Encoding"))
        {
            return JsonDocument.Parse("{}");
        }

        try
        {
            return await JsonDocument
                .ParseAsync(call.Http.Request.Body, cancellationToken: call.Left)
                .ConfigureAwait(false);
        }
        catch (JsonException error)
        {
            throw Wrong(error.Message);
        }
    }

    private static bool IsJson(string stated) =>
        stated.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);

    private static ProblemException Wrong(string why) =>
        new(ProblemCodes.Usage, $"the body is not what is read here: {why}", "see /v1/openapi.json for its form");
}
