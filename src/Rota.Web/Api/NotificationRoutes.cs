using System.Globalization;
using Rota.App.Notifying;
using Rota.App.Problems;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>Looks at notifications, and sends one again.</summary>
internal static class NotificationRoutes
{
    private const int LimitUsual = 50;
    private const int LimitMax = 100_000;

    public static readonly IReadOnlyList<Route> All =
    [
        Routes
            .Look(
                "/v1/notifications",
                "The newest notifications, and what became of them.",
                NotifyJson.Default.DeliveryList,
                call =>
                    NotifyCases.Deliveries(
                        call.Site,
                        call.Number("limit", 1, LimitMax) ?? LimitUsual,
                        call.Flag("failed")
                    )
            )
            .With(
                new Parameter("limit", $"how many, {LimitUsual} where it is not given"),
                new Parameter("failed", "true: only those that did not arrive")
            ),
        Routes.Look(
            "/v1/notifications/rules",
            "Whom to tell of what, as it is set for all jobs, queues and schedules.",
            NotifyJson.Default.RuleList,
            call => NotifyCases.Rules(call.Site)
        ),
        Routes.Do(
            "/v1/notifications/{number}:redeliver",
            Scope.Operate,
            "Send a notification once more, with the id that it has.",
            NotifyJson.Default.DeliveryList,
            call => NotifyCases.Redeliver(call.Site, NumberOf(call.Path("number")))
        ),
    ];

    private static long NumberOf(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ProblemException(NotifyProblems.NoSuchDelivery, $"there is no notification {text}");
}
