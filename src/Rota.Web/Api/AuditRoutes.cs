using Rota.App.Auditing;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>Looks at what was changed, by whom and why.</summary>
internal static class AuditRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        Routes
            .Look(
                "/v1/audit",
                "What was changed, by whom and why, newest first.",
                AuditJson.Default.AuditList,
                call => AuditCases.List(call.Site, PageParameters.Of(call))
            )
            .With(PageParameters.All) with
        {
            Scope = Scope.Admin,
        },
        Routes
            .Look(
                "/v1/audit:verify",
                "Proves that the audit is as it was written.",
                AuditJson.Default.AuditReport,
                call => AuditCases.Verify(call.Site, call.Query("known"))
            )
            .With(new Parameter("known", "an entry that was noted elsewhere, as NUMBER:HASH")) with
        {
            Scope = Scope.Admin,
        },
    ];
}
