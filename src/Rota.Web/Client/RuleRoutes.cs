using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Rota.App.Notifying;
using Rota.App.Problems;
using Rota.Core.Notifying;
using Rota.Store.Specs;
using Rota.Web.Answers;
using Rota.Web.Routing;

namespace Rota.Web.Client;

/// <summary>Sets whom to tell, and tries whether they hear it.</summary>
internal static class RuleRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        Telling(
            HttpMethods.Put,
            "/v1/notifications/rules",
            "Set the rules for all jobs, a queue or a schedule, in place of those before; none removes them.",
            (call, body) =>
                JsonAnswer.Bytes(NotifyCases.Set(call.Site, ScopeOf(body), RulesOf(body)), NotifyJson.Default.RuleList)
        ) with
        {
            Answer = NotifyJson.Default.RuleList,
        },
        Telling(
            HttpMethods.Post,
            "/v1/notifications:test",
            "Send a test to everybody whom the rules name, and say what came of it.",
            (call, body) =>
                JsonAnswer.Bytes(NotifyCases.Test(call.Site, ScopeOf(body)), NotifyJson.Default.DeliveryList)
        ) with
        {
            Answer = NotifyJson.Default.DeliveryList,
        },
    ];

    private static Route Telling(
        string method,
        string path,
        string summary,
        Func<Call, RulesBody, ReadOnlyMemory<byte>> act
    ) =>
        new(method, path, Scope.Operate, summary)
        {
            Body = SentJson.Default.RulesBody,
            Handle = async call =>
            {
                Routes.RefuseKey(call);
                var body = await BodyReader.Read(call, SentJson.Default.RulesBody).ConfigureAwait(false);
                var content = await call.Lanes.Act(() => act(call, body), call.Left).ConfigureAwait(false);
                await JsonAnswer.Send(call.Http, StatusCodes.Status200OK, content).ConfigureAwait(false);
            },
        };

    private static NotifyScope ScopeOf(RulesBody body) => new(body.Queue, body.Schedule);

    private static ImmutableArray<NotifyRule> RulesOf(RulesBody body)
    {
        try
        {
            return body.Rules is { } text ? NotifyForm.Rules(text) : [];
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"rules: {error.Message}",
                "send what rota of the same version makes of a file of rules"
            );
        }
    }
}
