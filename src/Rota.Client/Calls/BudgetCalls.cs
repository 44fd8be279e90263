using System.Text.Json.Nodes;
using Rota.App.Budgets;
using Rota.App.Problems;
using Rota.Client.Sending;

namespace Rota.Client.Calls;

/// <summary>
/// Looks at budgets, and changes them. Each call throws a <see cref="ProblemException"/> where it is refused.
/// </summary>
public sealed class BudgetCalls
{
    private readonly Sender sender;

    internal BudgetCalls(Sender sender) => this.sender = sender;

    /// <summary>The scopes, and what was granted and lent.</summary>
    /// <param name="all">Whether grants are in it that are over.</param>
    /// <param name="left">Ends the call.</param>
    public Task<BudgetList> ListAsync(bool all = false, CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/budgets?all={(all ? "true" : "false")}"), BudgetJson.Default.BudgetList, left);

    /// <summary>What would be after a change.</summary>
    public Task<BudgetList> PlanAsync(BudgetChange change, CancellationToken left = default) =>
        Send(change, "?plan=true", left);

    /// <summary>Changes them, and answers with all.</summary>
    public Task<BudgetList> ChangeAsync(BudgetChange change, CancellationToken left = default) =>
        Send(change, "", left);

    private Task<BudgetList> Send(BudgetChange change, string query, CancellationToken left)
    {
        var (verb, body) = change switch
        {
            BudgetChange.Set set => (
                "set",
                new JsonObject()
                    .With("scope", set.Scope)
                    .With("amounts", set.Guarantee)
                    .With("ceiling", set.Ceiling)
                    .With("lend", set.Lend)
                    .With("borrow", set.Borrow)
                    .With("weight", set.Weight)
            ),
            BudgetChange.Removal removal => ("remove", new JsonObject().With("scope", removal.Scope)),
            BudgetChange.Give give => (
                give.From is null ? "grant" : "lend",
                new JsonObject()
                    .With("from", give.From)
                    .With("scope", give.Scope)
                    .With("amounts", give.Amounts)
                    .With("for", give.For)
                    .With("in", give.In)
                    .With("why", give.Why)
            ),
            BudgetChange.Recall recall => (
                "recall",
                new JsonObject { ["grant"] = recall.Number }.With("in", recall.In)
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var ask = Ask.Get($"/v1/budgets:{verb}{query}") with { Method = HttpMethod.Post, Body = body };
        return sender.Read(ask, BudgetJson.Default.BudgetList, left);
    }
}
