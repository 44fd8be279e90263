using Rota.Core.Placement;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Budgets;

/// <summary>
/// Follows which scopes count which resources. What runs is counted to its end by the scope that counted it at the
/// start; what waits is lined up anew.
/// </summary>
internal sealed class Budgeting(SchedulerState scheduler, Progress progress)
{
    private readonly SpecEdits edits = new(scheduler);
    private BudgetIndex learned = BudgetIndex.None;

    /// <summary>Takes in what is said of an account.</summary>
    public void Learn(AccountUse use)
    {
        if (use.Account.Kind == AccountKind.Budget)
        {
            learned = learned.With(use.Account, use.Course is not null);
        }
    }

    /// <summary>Lines up what waits, once all is taken in.</summary>
    public void LineUp()
    {
        if (ReferenceEquals(learned, scheduler.Budgets))
        {
            return;
        }

        foreach (var job in edits.Apply(learned))
        {
            scheduler.MayStart = true;
            foreach (var attempt in job.Live.Where(attempt => !attempt.HoldsRoom).ToArray())
            {
                progress.Withdraw(attempt);
            }
        }
    }
}
