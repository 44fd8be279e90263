using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rota.App.Views;
using Rota.Web.Answers;
using Rota.Web.Routing;

namespace Rota.Web.Document;

/// <summary>The OpenAPI 3.1 document of routes, made of the same list that serves them.</summary>
public static partial class OpenApiDocument
{
    private const string Problem = nameof(ProblemView);

    /// <summary>The document as JSON.</summary>
    public static ReadOnlyMemory<byte> Of(IReadOnlyList<Route> routes)
    {
        var schemas = new Schemas();
        var paths = new JsonObject();
        foreach (var route in routes)
        {
            var path = (JsonObject)(paths[route.Path] ??= new JsonObject());
            path[route.Method.ToLowerInvariant()] = Operation(route, schemas);
        }

        schemas.Reference(AnswerJson.Default.ProblemView);
        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Rota", ["version"] = "v1" },
            ["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                },
                ["schemas"] = schemas.All,
            },
        };
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json.Options with { Indented = true }))
        {
            document.WriteTo(json);
        }

        return buffer.ToArray();
    }

    private static JsonObject Operation(Route route, Schemas schemas)
    {
        var operation = new JsonObject
        {
            ["summary"] = route.Summary,
            ["operationId"] = NameOf(route),
            ["x-scope"] = route.Scope.ToString().ToLowerInvariant(),
        };
        if (route.Scope == Scope.None)
        {
            operation["security"] = new JsonArray();
        }

        var parameters = new JsonArray();
        foreach (var name in InPath().Matches(route.Path).Select(match => match.Groups[1].Value))
        {
            parameters.Add((JsonNode)Parameter("path", name, null));
        }

        foreach (var parameter in route.Query)
        {
            parameters.Add((JsonNode)Parameter("query", parameter.Name, parameter.Meaning));
        }

        if (parameters.Count > 0)
        {
            operation["parameters"] = parameters;
        }

        if (route.Body is { } body)
        {
            operation["requestBody"] = Content("application/json", schemas.Reference(body));
        }

        var answer = Content(route.ContentType, route.Answer is { } view ? schemas.Reference(view) : null);
        answer["description"] = "Done.";
        var problem = Content("application/problem+json", Schemas.Reference(Problem));
        problem["description"] = "A problem of the catalogue.";
        operation["responses"] = new JsonObject { ["2XX"] = answer, ["default"] = problem };
        return operation;
    }

    private static JsonObject Parameter(string place, string name, string? meaning)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place };
        if (meaning is not null)
        {
            parameter["description"] = meaning;
        }

        if (place == "path")
        {
            parameter["required"] = true;
        }

        parameter["schema"] = new JsonObject { ["type"] = "string" };
        return parameter;
    }

    private static JsonObject Content(string type, JsonNode? schema) =>
        new()
        {
            ["content"] = new JsonObject
            {
                [type] = schema is null ? new JsonObject() : new JsonObject { ["schema"] = schema },
            },
        };

    /// <summary>As <c>get_jobs_job_tasks</c>: stable as long as the path is.</summary>
    private static string NameOf(Route route) =>
        (route.Method.ToLowerInvariant() + NoWord().Replace(route.Path.Replace("/v1", ""), "_")).TrimEnd('_');

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex InPath();

    [GeneratedRegex(@"[^a-z]+")]
    private static partial Regex NoWord();
}
