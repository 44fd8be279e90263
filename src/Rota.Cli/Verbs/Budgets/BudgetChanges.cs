using System.CommandLine;
using Rota.App.Budgets;
using Rota.Cli.Invoking;
using Rota.Core.Budgets;

namespace Rota.Cli.Verbs.Budgets;

/// <summary>The verbs that change budgets.</summary>
internal static class BudgetChanges
{
    private static readonly Argument<string> Scope = new("SCOPE")
    {
        Description = "Path of the scope: /team, /region/team",
    };
    private static readonly Argument<string> Lender = new("FROM") { Description = "Path of the scope that lends" };
    private static readonly Argument<string> Amounts = new("AMOUNTS") { Description = ResourceUnit.Form };
    private static readonly Argument<string?> Guarantee = new("AMOUNTS")
    {
        Description = "What it has for good: cpus=40,memory=2T; cpus=none takes one away",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Argument<long> Number = new("GRANT") { Description = "Number of the grant or loan" };
    private static readonly Option<string?> Ceiling = new("--ceiling")
    {
        Description = "The most that it and the scopes below may have",
        HelpName = "AMOUNTS",
    };
    private static readonly Option<string?> Lend = new("--lend")
    {
        Description = "The most that it lends at a time",
        HelpName = "AMOUNTS",
    };
    private static readonly Option<string?> Borrow = new("--borrow")
    {
        Description = "The most that it borrows at a time",
        HelpName = "AMOUNTS",
    };
    private static readonly Option<int?> Weight = new("--weight")
    {
        Description = "Its share beside its siblings (default: 1)",
        HelpName = "N",
    };
    private static readonly Option<string?> For = new("--for")
    {
        Description = "For how long: 8h (default: until it is recalled)",
        HelpName = "DURATION",
    };
    private static readonly Option<string?> In = new("--in")
    {
        Description = "After how long: 10m (default: now)",
        HelpName = "DURATION",
    };
    private static readonly Option<bool> Plan = new("--plan")
    {
        Description = "Show what that would come to, and do nothing",
    };

    public static void AddTo(Command budget)
    {
        budget.Add(
            Changing(
                new Command("set", "Set what a scope has, and what it may")
                {
                    Scope,
                    Guarantee,
                    Ceiling,
                    Lend,
                    Borrow,
                    Weight,
                },
                cli => new BudgetChange.Set(
                    cli.Get(Scope)!,
                    cli.Get(Guarantee),
                    cli.Get(Ceiling),
                    cli.Get(Lend),
                    cli.Get(Borrow),
                    cli.Get(Weight)
                )
            )
        );
        budget.Add(
            Changing(
                new Command("grant", "Give a scope more for a time, of what the scope above has")
                {
                    Scope,
                    Amounts,
                    For,
                    In,
                },
                cli => Given(cli, from: null)
            )
        );
        budget.Add(
            Changing(
                new Command("lend", "Lend what a scope has to another for a time") { Lender, Scope, Amounts, For, In },
                cli => Given(cli, cli.Get(Lender))
            )
        );
        budget.Add(
            Changing(
                new Command("recall", "End a grant or a loan before its time") { Number, In },
                cli => new BudgetChange.Recall(cli.Get(Number), cli.Get(In))
            )
        );
        budget.Add(
            Changing(
                new Command("rm", "Forget what was set for a scope") { Scope },
                cli => new BudgetChange.Removal(cli.Get(Scope)!)
            )
        );
    }

    private static BudgetChange Given(Invocation cli, string? from) =>
        new BudgetChange.Give(
            from,
            cli.Get(Scope)!,
            cli.Get(Amounts)!,
            cli.Get(For),
            cli.Get(In),
            cli.Get(WhyOption.Option)
        );

    private static Command Changing(Command command, Func<Invocation, BudgetChange> read)
    {
        command.Add(Plan);
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            return BudgetCommand.Change(cli, read(cli), cli.Get(Plan));
        });
        return command;
    }
}
