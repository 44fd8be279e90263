using System.CommandLine;
using Rota.App.Auditing;
using Rota.App.Budgets;
using Rota.App.Finding;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Verbs.Access;

namespace Rota.Cli.Verbs.Budgets;

/// <summary><c>rota budget</c>: how much the tasks of a scope may hold, granted and lent for a time.</summary>
internal static class BudgetCommand
{
    private static readonly Option<bool> All = new("--all") { Description = "Also grants that are over" };

    public static Command Create()
    {
        var command = new Command("budget", "Show budgets; set, grant, lend and recall what tasks of a scope may hold")
        {
            All,
        };
        command.SetAction(parsed => List(new Invocation(parsed)));
        var show = new Command("show", "Show the scopes, what each has and uses, and what was granted and lent")
        {
            All,
        };
        show.SetAction(parsed => List(new Invocation(parsed)));
        command.Add(show);
        BudgetChanges.AddTo(command);
        command.Add(History());
        return command;
    }

    /// <summary>Changes budgets, or shows what that would come to.</summary>
    internal static int Change(Invocation cli, BudgetChange change, bool isPlan)
    {
        var list = cli.Ask(
            site => isPlan ? BudgetCases.Plan(site, change) : BudgetCases.Change(site, change),
            server => isPlan ? server.Budgets.PlanAsync(change) : server.Budgets.ChangeAsync(change)
        );
        return Print(cli, list);
    }

    private static Command History()
    {
        var history = new Command("history", "Who set, granted, lent and recalled what, and why");
        history.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var page = new PageRequest
            {
                Filter = "action:budget.set,budget.remove,budget.grant,budget.lend,budget.recall",
            };
            Answer.Print(cli.Output, AuditCases.List(cli.Site, page), AuditJson.Default.AuditList, AuditPage.Print);
            return ExitCode.Success;
        });
        return history;
    }

    private static int List(Invocation cli)
    {
        var all = cli.Get(All);
        return Print(cli, cli.Ask(site => BudgetCases.List(site, all), server => server.Budgets.ListAsync(all)));
    }

    private static int Print(Invocation cli, BudgetList list)
    {
        Answer.Print(cli.Output, list, BudgetJson.Default.BudgetList, BudgetPage.Print);
        return ExitCode.Success;
    }
}
