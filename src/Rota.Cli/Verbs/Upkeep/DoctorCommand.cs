using System.CommandLine;
using Rota.App.Checking;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Upkeep;

/// <summary><c>rota doctor</c>: what this machine can do, and what will hurt.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Show what this machine can do, and warn of what will hurt");
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var report = Machine.Examine(cli.Site);
            Answer.Print(cli.Output, report, CheckingJson.Default.MachineReport, Print, quiet: Print);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(MachineReport report)
    {
        foreach (var finding in report.Findings)
        {
            Screen.Out.WriteLine($"{finding.Name, -10} {finding.Value}");
            if (finding.Warning is { } warning)
            {
                Screen.Out.WriteLine($"{"", -10} warning: {warning}");
            }
        }
    }
}
