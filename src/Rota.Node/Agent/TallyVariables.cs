using Rota.Core.Model;
using Rota.Core.Scheduling.State;

namespace Rota.Node.Agent;

/// <summary>What a task that runs however its job ends finds in its environment: how that went.</summary>
internal static class TallyVariables
{
    private static readonly TaskState[] Outcomes = [.. Enum.GetValues<TaskState>().Where(state => state.IsTerminal())];

    /// <summary>The variables; none for any other task.</summary>
    public static IEnumerable<string> Of(JobTally? tally) =>
        tally is null
            ? []
            :
            [
                $"ROTA_JOB_OUTCOME={tally.Outcome.WireName()}",
                $"ROTA_JOB_TASKS={tally.Total}",
                .. Outcomes.Select(state =>
                    $"ROTA_JOB_{state.WireName().ToUpperInvariant()}={tally.Counts[(int)state]}"
                ),
            ];
}
