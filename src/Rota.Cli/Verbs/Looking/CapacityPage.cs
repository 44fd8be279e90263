using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Core.Slots;

namespace Rota.Cli.Verbs.Looking;

/// <summary>The answer to the capacity question: whether it fits, and what would have to change.</summary>
internal static class CapacityPage
{
    public static void Print(CapacityPlan plan)
    {
        var page = Screen.Out;
        string Milli(double microseconds) => TimetablePage.Milli(microseconds);
        page.WriteLine(
            $"{Words.Count(plan.Runners, "runner")} in a cycle of {Milli(plan.Cycle)}: "
                + $"slots of {Milli(plan.Slot)} and a quarter of one for maintenance"
        );
        page.WriteLine(
            $"capacity: {Words.Count(plan.Capacity, "worker")} a cycle at {Milli(plan.Cost)} each, "
                + $"all runners together; asked: {plan.Workers}"
        );
        if (plan.Fits)
        {
            page.WriteLine($"fits, with {plan.Load:0%} of the time in use");
            page.WriteLine(
                $"strict turns see an event after {Milli(plan.MeanWait)} on average, {Milli(plan.WorstWait)} at worst"
            );
            return;
        }

        page.WriteLine($"does not fit: {plan.Load:0.##} times what there is; the debt would grow without end");
        page.WriteLine("slots are serial, so more runners do not help. What would:");
        page.WriteLine($"  a cycle of at least {Milli(plan.LeastCycle)}");
        page.WriteLine(
            $"  or at most {Milli(plan.HighestCost)} for each worker (one commit a turn, only what changed)"
        );
        page.WriteLine($"  or {Words.Count(plan.Homes, "home")}, with the workers spread over them");
    }
}
