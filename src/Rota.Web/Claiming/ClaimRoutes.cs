using Rota.App.Claiming;
using Rota.Web.Routing;

namespace Rota.Web.Claiming;

/// <summary>What schedulers outside ask for: what there is to place, where there is room, and claims.</summary>
internal static class ClaimRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        Routes
            .Look(
                "/v1/offers",
                "For schedulers outside: the tasks that wait to be placed, and what each node could take.",
                ClaimingJson.Default.MarketView,
                call => MarketCase.Of(call.Site, call.Number("limit", 1, MarketCase.LimitMax) ?? MarketCase.LimitUsual)
            )
            .With(new Parameter("limit", $"how many tasks, {MarketCase.LimitUsual} where it is not given")) with
        {
            Scope = Scope.Place,
        },
        Routes.Act(
            "/v1/claims",
            Scope.Place,
            "Have a task run on a node; the answer is the home's and then the node's. Idempotency-Key is its key.",
            ClaimBodyJson.Default.ClaimBody,
            ClaimingJson.Default.ClaimView,
            (call, body) => ClaimCases.Plan(call.Site, Asked(call, body)),
            (call, body) => ClaimCases.Claim(call.Site, Asked(call, body))
        ),
        Routes.Look(
            "/v1/claims/{claim}",
            "What became of a claim.",
            ClaimingJson.Default.ClaimView,
            call => ClaimCases.Find(call.Site, call.Path("claim"))
        ) with
        {
            Scope = Scope.Place,
        },
    ];

    private static ClaimRequest Asked(Call call, ClaimBody body) =>
        new(body.Task, body.Node, call.Header("Idempotency-Key"));
}
