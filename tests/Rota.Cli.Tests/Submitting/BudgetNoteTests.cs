using Rota.App.Budgets;
using Rota.App.Submitting;
using Rota.Core.Jobs;

namespace Rota.Cli.Tests.Submitting;

/// <summary>What is said of the budget that a job names, before anybody waits for it.</summary>
public sealed class BudgetNoteTests : IDisposable
{
    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public void Where_no_budgets_are_set_a_job_that_names_one_is_as_any_other() => Assert.Null(Waits("/team", 1));

    [Fact]
    public void A_scope_that_nobody_has_set_is_said_with_who_counts_instead()
    {
        Set("/team", "slots=2");
        Assert.Equal(
            "budget /taem is not set, so nobody counts its tasks: set it (rota budget set /taem slots=4), or see those that are (rota budget)",
            Assert.Single(Waits("/taem", 1)!));
        Assert.StartsWith("budget /team/sub is not set, so /team counts its tasks", Assert.Single(Waits("/team/sub", 1)!), StringComparison.Ordinal);
        Assert.Null(Waits("/team", 2));
        Assert.Null(Waits(null, 9));
    }

    [Fact]
    public void A_scope_with_one_below_it_that_is_set_is_none_that_was_mistyped()
    {
        Set("/region/team", "slots=2");
        Assert.Null(Waits("/region", 1));
    }

    [Fact]
    public void A_task_that_asks_for_more_than_its_scope_will_have_is_said_until_it_will()
    {
        Set("/", "slots=4");
        Set("/team", "slots=2");
        Assert.Equal(
            "task a waits for budget /team: it asks for 3 slots, and /team has 2; give it more: rota budget grant /team slots=3 --for 8h",
            Assert.Single(Waits("/team", 3)!));
        BudgetCases.Change(desk.Site, new BudgetChange.Give(null, "/team", "slots=1", "1h", "10m", null));
        Assert.Null(Waits("/team", 3));
    }

    private IReadOnlyList<string>? Waits(string? budget, int slots) => SubmitCases.Plan(desk.Site, Job(budget, slots)).Waits;

    private static SubmitRequest Job(string? budget, int slots)
    {
        var request = Desk.Job();
        return request with
        {
            Job = request.Job with
            {
                Budget = budget,
                Policies = [new TaskPolicy { Resources = new ResourceRequest { Slots = slots } }],
            },
        };
    }

    private void Set(string scope, string amounts) =>
        BudgetCases.Change(desk.Site, new BudgetChange.Set(scope, amounts, null, null, null, null));
}
