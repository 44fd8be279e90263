using Rota.App.Wording;
using Rota.Core.Budgets;
using Rota.Core.Jobs;
using Rota.Core.Model;

namespace Rota.App.Planning;

/// <summary>What tasks of a job wait for by the budget that it names, as that is now and will be by itself.</summary>
internal static class BudgetFit
{
    /// <summary>The book of a state; an empty one where nothing was ever submitted.</summary>
    public static BudgetBook BookOf(Site site)
    {
        if (!Directory.Exists(site.Path) || site.Open() is not { Exists: true } home)
        {
            return BudgetBook.Empty;
        }

        using var queries = home.Read();
        return queries.Budgets.Book();
    }

    /// <summary>What they wait for, each in a sentence.</summary>
    public static IEnumerable<string> Waits(BudgetBook book, JobSpec spec, Instant at)
    {
        if (spec.Budget is not { } named || ScopePath.Parse(named) is not { } path || book.Scopes.Count == 0)
        {
            yield break;
        }

        if (!book.Scopes.Any(scope => scope.Path.IsWithin(path)))
        {
            var counts = path.Upwards.Select(book.Find).OfType<BudgetScope>().FirstOrDefault()?.Path.Text ?? "nobody";
            yield return $"budget {path} is not set, so {counts} counts its tasks: "
                + $"set it (rota budget set {path} slots=4), or see those that are (rota budget)";
        }

        foreach (var task in spec.Tasks.DistinctBy(task => task.Policy))
        {
            foreach (var (resource, amount) in Core.Budgets.Amounts.Asked(spec.Policies[task.Policy].Resources, 1))
            {
                var scope = book.CounterOf(path, resource);
                if (scope is not null && Most(book, scope.Value, resource, at) is var most && most < amount)
                {
                    yield return $"task {Words.Task(task, 0)} waits for {Short(scope.Value, resource, amount, most)}";
                }
            }
        }
    }

    private static string Short(ScopePath scope, string resource, long amount, long most)
    {
        var (asks, has) = (ResourceUnit.Shown(resource, amount), ResourceUnit.Shown(resource, most));
        return $"budget {scope}: it asks for {asks} {resource}, and {scope} has {has}; "
            + $"give it more: rota budget grant {scope} {resource}={asks} --for 8h";
    }

    private static long Most(BudgetBook book, ScopePath scope, string resource, Instant at)
    {
        var course = book.Course(scope, resource, at);
        return course.Steps.Select(step => step.Rights).Append(course.First).Max();
    }
}
