using System.CommandLine;

namespace Rota.Cli.Verbs.Simulation;

/// <summary><c>rota simulate</c>: the same decisions in virtual time.</summary>
internal static class SimulateCommand
{
    public static Command Create() =>
        new("simulate", "Try strategies, turns and faults in virtual time")
        {
            SimulatePolicyCommand.Create(),
            SimulateSlotsCommand.Create(),
            SimulateSystemCommand.Create(),
        };
}
