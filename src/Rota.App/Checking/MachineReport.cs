using Rota.App.Views;

namespace Rota.App.Checking;

/// <summary>What was found out about a machine and a state.</summary>
/// <param name="Findings">One after another.</param>
public sealed record MachineReport(IReadOnlyList<Finding> Findings) : View;
