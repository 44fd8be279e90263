using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Slots;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Slots;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota slots</c>: the timetable, live on a terminal; <c>rota slots plan</c>: what one could do.</summary>
internal static class SlotsCommand
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);
    private static readonly Option<bool> Once = new("--once") { Description = "Print it once, also on a terminal" };
    private static readonly Option<long> Workers = new("--workers")
    {
        Description = "Workers or tasks that each need attention once a cycle",
        Required = true,
    };
    private static readonly Option<string> Cost = new("--cost")
    {
        Description = "What one of them takes of the database: 10ms, 0.2ms",
        Required = true,
    };
    private static readonly Option<string> Cycle = new("--cycle") { Description = "The cycle: 10s", Required = true };
    private static readonly Option<int> Runners = new("--runners") { Description = "Runners", Required = true };
    private static readonly Option<string?> Guard = new("--guard")
    {
        Description = "Wait at the beginning of each slot (default: 0.1ms)",
    };

    public static Command Create()
    {
        var command = new Command("slots", "Show the timetable of the runners: turns, lateness, cost, partitions")
        {
            Once,
        };
        command.SetAction(parsed => Show(new Invocation(parsed)));
        command.Add(CreatePlan());
        return command;
    }

    private static Command CreatePlan()
    {
        var command = new Command("plan", "Whether a timetable can attend so many workers, before anything runs")
        {
            Workers,
            Cost,
            Cycle,
            Runners,
            Guard,
        };
        command.SetAction(parsed => Plan(new Invocation(parsed)));
        return command;
    }

    private static int Show(Invocation cli)
    {
        if (cli.Output == OutputMode.Json || cli.Get(Once) || Console.IsOutputRedirected)
        {
            Answer.Print(cli.Output, Look(cli), SlotJson.Default.TimetableView, Print, Print);
            return ExitCode.Success;
        }

        using var signals = new Interrupts(static () => { });
        Screen.Out.Write("\e[?25l\e[2J");
        while (signals.Count == 0 && !signals.MustLeave)
        {
            var text = new StringWriter();
            TimetablePage.Print(text, Look(cli));
            Screen.Out.Write("\e[H" + text.ToString().ReplaceLineEndings("\e[K\n") + "\e[J");
            Thread.Sleep(Refresh);
        }

        Screen.Out.Write("\e[?25h");
        return ExitCode.Success;
    }

    private static TimetableView Look(Invocation cli) => cli.Ask(SlotCases.Now, server => server.Machine.SlotsAsync());

    private static void Print(TimetableView table) => TimetablePage.Print(Screen.Out, table);

    private static int Plan(Invocation cli)
    {
        var asked = new CapacityPlan(
            cli.Get(Workers),
            Parse("--cost", cli.Get(Cost)!).TotalMicroseconds,
            (long)Parse("--cycle", cli.Get(Cycle)!).TotalMicroseconds,
            cli.Get(Runners),
            (long)Parse("--guard", cli.Get(Guard) ?? "0.1ms").TotalMicroseconds
        );
        var view = SlotCases.Plan(asked);
        Answer.Print(cli.Output, view, SlotJson.Default.CapacityView, Print, Print);
        return view.Fits ? ExitCode.Success : ExitCode.Refused;
    }

    private static void Print(CapacityView view) => CapacityPage.Print(view.Plan);

    private static TimeSpan Parse(string option, string text) =>
        Duration.TryParse(text, out var duration)
            ? duration
            : throw new ProblemException(ProblemCodes.Usage, $"{option} {text}", Duration.Form);
}
