using Microsoft.AspNetCore.Http;
using Rota.App.Budgets;
using Rota.App.Problems;
using Rota.Web.Answers;
using Rota.Web.Routing;

namespace Rota.Web.Budgets;

/// <summary>Looks at budgets, and changes them.</summary>
internal static class BudgetRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        Routes
            .Look(
                "/v1/budgets",
                "The scopes of budgets, what each has and uses, and what was granted and lent.",
                BudgetJson.Default.BudgetList,
                call => BudgetCases.List(call.Site, call.Flag("all"))
            )
            .With(new Parameter("all", "true: also grants that are over")),
        Change(
            "set",
            "Set what a scope has, and what it may.",
            body => new BudgetChange.Set(Scope(body), body.Amounts, body.Ceiling, body.Lend, body.Borrow, body.Weight)
        ),
        Change("remove", "Forget what was set for a scope.", body => new BudgetChange.Removal(Scope(body))),
        Change("grant", "Give a scope more for a time, of what the scope above has.", body => Given(body, from: null)),
        Change("lend", "Lend what a scope has to another for a time.", body => Given(body, Needed("from", body.From))),
        Change(
            "recall",
            "End a grant or a loan before its time.",
            body => new BudgetChange.Recall(body.Grant ?? throw Missing("grant"), body.In)
        ),
    ];

    private static Route Change(string verb, string summary, Func<BudgetBody, BudgetChange> read) =>
        new(HttpMethods.Post, $"/v1/budgets:{verb}", Routing.Scope.Operate, summary)
        {
            Query = [new Parameter("plan", "true: show what would be done, and do nothing")],
            Body = BudgetBodyJson.Default.BudgetBody,
            Answer = BudgetJson.Default.BudgetList,
            Handle = async call =>
            {
                var body = await BodyReader.Read(call, BudgetBodyJson.Default.BudgetBody).ConfigureAwait(false);
                var list = await call.Lanes.Act(() => Changed(call, read(body)), call.Left).ConfigureAwait(false);
                var content = JsonAnswer.Bytes(list, BudgetJson.Default.BudgetList);
                await JsonAnswer.Send(call.Http, StatusCodes.Status200OK, content).ConfigureAwait(false);
            },
        };

    private static BudgetList Changed(Call call, BudgetChange change)
    {
        if (!call.Flag("plan"))
        {
            PlanHeaders.Kept(call, () => BudgetCases.Plan(call.Site, change).Lasting, BudgetJson.Default.BudgetList);
            return BudgetCases.Change(call.Site, change);
        }

        var plan = BudgetCases.Plan(call.Site, change);
        PlanHeaders.Told(call, JsonAnswer.Bytes(plan.Lasting, BudgetJson.Default.BudgetList));
        return plan;
    }

    private static BudgetChange Given(BudgetBody body, string? from) =>
        new BudgetChange.Give(from, Scope(body), Needed("amounts", body.Amounts), body.For, body.In, body.Why);

    private static string Scope(BudgetBody body) => Needed("scope", body.Scope);

    private static string Needed(string name, string? value) => value ?? throw Missing(name);

    private static ProblemException Missing(string name) => new(ProblemCodes.Usage, $"{name} is missing");
}
