using System.CommandLine;
using Rota.App.Checking;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Upkeep;

/// <summary><c>rota check</c>: proves the invariants over what is stored and what lives.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Prove the invariants over the stored state; exit 1 when one is broken");
        command.SetAction(parsed => Check(new Invocation(parsed)));
        return command;
    }

    private static int Check(Invocation cli)
    {
        var report = cli.Ask(StateProof.Run, server => server.Machine.CheckAsync());
        Answer.Print(cli.Output, report, CheckingJson.Default.CheckReport, Print);
        return report.Ok ? ExitCode.Success : ExitCode.Failed;
    }

    private static void Print(CheckReport report)
    {
        foreach (var line in report.Violations.Concat(report.Notes.Select(note => "note: " + note)))
        {
            Screen.Out.WriteLine(Plain.Line(line));
        }

        Screen.Out.WriteLine(
            report.Ok ? "ok: every invariant holds"
            : report.Broken > 0 ? $"{Words.Count(report.Broken, "violation")}: stop using this state and report it"
            : $"{Words.Count(report.Violations.Count, "finding")} about output; every other invariant holds"
        );
    }
}
