using System.Globalization;
using Rota.App.Budgets;
using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Core.Placement;

namespace Rota.Cli.Verbs.Budgets;

/// <summary>Budgets as people read them: a tree of scopes, and a table of grants.</summary>
internal static class BudgetPage
{
    public static void Print(BudgetList list)
    {
        if (list.Scopes.Count == 0)
        {
            Screen.Out.WriteLine("no budgets are set: tasks hold what there is room for");
            Screen.Out.WriteLine("set one: rota budget set /team cpus=8");
            return;
        }

        var hasChanges = list.Scopes.Any(scope => scope.Resources.Any(one => one.Changes is not null));
        string[] heads =
        [
            "SCOPE",
            "RESOURCE",
            "HAS",
            "USED",
            "FREE",
            "GUARANTEED",
            "GRANTED",
            "BORROWED",
            "HANDED DOWN",
            "LENT",
        ];
        var columns = new Columns([.. heads, .. hasChanges ? ["THEN"] : Array.Empty<string>()]);
        foreach (var scope in list.Scopes)
        {
            var name = Indented(scope.Path);
            foreach (var one in scope.Resources)
            {
                string[] cells = Cells(name, one);
                columns.Add([.. cells, .. hasChanges ? [Then(one)] : Array.Empty<string>()]);
                name = "";
            }

            if (scope.Resources.Count == 0)
            {
                columns.Add([name, .. Enumerable.Repeat("", heads.Length - (hasChanges ? 0 : 1))]);
            }
        }

        columns.Write(Screen.Out);
        PrintGrants(list.Grants);
    }

    private static string[] Cells(string name, BudgetResourceView one) =>
        [
            name,
            one.Resource,
            Amount(one, one.Rights),
            Amount(one, one.Used),
            one.Over > 0 ? $"over by {Amount(one, one.Over)}" : Amount(one, one.Rights - one.Used),
            Amount(one, one.Guarantee) + (one.Ceiling is { } most ? $" (at most {Amount(one, most)})" : ""),
            Amount(one, one.Granted),
            Amount(one, one.Borrowed),
            Amount(one, one.HandedDown),
            Amount(one, one.Lent),
        ];

    private static void PrintGrants(IReadOnlyList<GrantView> grants)
    {
        if (grants.Count == 0)
        {
            return;
        }

        Screen.Out.WriteLine();
        var columns = new Columns("NUMBER", "KIND", "FROM", "TO", "AMOUNTS", "STATE", "UNTIL", "WHY");
        foreach (var grant in grants)
        {
            columns.Add(
                $"{grant.Number}",
                grant.Kind,
                grant.From,
                grant.To,
                grant.Amounts,
                grant.State == "later" ? $"from {Words.Time(grant.NotBefore)} on" : grant.State,
                grant.Expires is { } ends ? Words.Time(ends) : "recalled",
                grant.Why ?? ""
            );
        }

        columns.Write(Screen.Out);
    }

    private static string Indented(string path)
    {
        var depth = path.Length == 1 ? 0 : path.Count(letter => letter == '/');
        return new string(' ', depth * 2) + (path.Length == 1 ? path : path[(path.LastIndexOf('/') + 1)..]);
    }

    private static string Then(BudgetResourceView one) =>
        one is { Changes: { } at, Then: { } then } ? $"{Amount(one, then)} from {Words.Time(at)}" : "";

    private static string Amount(BudgetResourceView of, decimal amount) =>
        of.Resource == "memory" ? Units.Bytes((double)amount) : amount.ToString("0.###", CultureInfo.InvariantCulture);
}
