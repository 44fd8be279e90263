using System.Text;
using Microsoft.AspNetCore.Http;
using Rota.App.Planning;
using Rota.App.Problems;
using Rota.App.Submitting;
using Rota.Linux.Users;
using Rota.Web.Answers;
using Rota.Web.Client;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>Takes jobs in. Who asks twice with one key gets the job that is there.</summary>
internal static class SubmissionRoutes
{
    private static readonly string[] Yaml = ["application/yaml", "application/x-yaml", "text/yaml"];

    public static readonly IReadOnlyList<Route> All =
    [
        new(
            HttpMethods.Post,
            "/v1/jobs",
            Scope.Submit,
            "Submit a job, or register a schedule; Idempotency-Key is its key."
        )
        {
            Query =
            [
                new("plan", "true: show what would be done, and do nothing"),
                new("directory", "for a body of YAML: where its tasks start"),
                new("open", "for a body of YAML: true where tasks can be added later"),
                new("register", "for a body of YAML: true to register its schedule"),
                new("replace", "for a body of YAML: true where a different schedule of the name gives way"),
            ],
            Body = BodyJson.Default.SubmitBody,
            Answer = SubmitJson.Default.Accepted,
            Handle = Submit,
        },
    ];

    private static async Task Submit(Call call)
    {
        var body = await Read(call).ConfigureAwait(false);
        var (status, content) = await call.Lanes.Act(() => Take(call, body), call.Left).ConfigureAwait(false);
        await JsonAnswer.Send(call.Http, status, content).ConfigureAwait(false);
    }

    private static (int Status, ReadOnlyMemory<byte> Content) Take(Call call, SubmitBody body)
    {
        // Lists and the directory are read with the rights of who names them.
        var owner = call.Caller?.Owner;
        var request = UserFiles.As(owner, () => SubmittedFile.Read(call.Site, body, owner)) with
        {
            Key = call.Header("Idempotency-Key"),
            IfPlan = call.Header(PlanHeaders.If),
        };
        request = request with { Job = TraceHeaders.Into(request.Job, call.Header) };
        if (call.Flag("plan"))
        {
            var plan = SubmitCases.Plan(call.Site, request);
            return (StatusCodes.Status200OK, JsonAnswer.Bytes(plan, PlanJson.Default.PlanView));
        }

        if (request.Registers)
        {
            var registered = SubmitCases.Register(call.Site, request);
            return (StatusCodes.Status200OK, JsonAnswer.Bytes(registered, SubmitJson.Default.Registration));
        }

        return AcceptedAnswer.Of(call, SubmitCases.Accept(call.Site, request));
    }

    /// <summary>JSON that has the file in it, or the file itself.</summary>
    private static async Task<SubmitBody> Read(Call call)
    {
        var type = call.Http.Request.ContentType?.Split(';')[0].Trim();
        if (!Yaml.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            return await BodyReader.Read(call, BodyJson.Default.SubmitBody).ConfigureAwait(false);
        }

        using var reader = new StreamReader(call.Http.Request.Body, new UTF8Encoding(false, true));
        try
        {
            return new SubmitBody
            {
                File = await reader.ReadToEndAsync(call.Left).ConfigureAwait(false),
                Directory = call.Query("directory"),
                Open = call.Flag("open"),
                Register = call.Flag("register"),
                Replace = call.Flag("replace"),
            };
        }
        catch (DecoderFallbackException)
        {
            throw new ProblemException(ProblemCodes.NotUtf8, "the job file is no UTF-8", "save it as UTF-8");
        }
    }
}
