using System.CommandLine;
using System.Globalization;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.JobFiles.Notation;
using Rota.Sim.Slots;

namespace Rota.Cli.Verbs.Simulation;

/// <summary><c>rota simulate slots</c>: a timetable of runners, beside what the formula says of it.</summary>
internal static class SimulateSlotsCommand
{
    private static readonly Option<int> Runners = new("--runners") { Description = "Runners", Required = true };
    private static readonly Option<string> Cycle = Time("--cycle", "The cycle: 10s; a plain number is seconds", null);
    private static readonly Option<string> Cost = Time(
        "--cost",
        "What one event takes of a turn: 10ms, or seconds",
        null
    );
    private static readonly Option<double> Rate = new("--rate")
    {
        Description = "Events a second, all runners together (default: half of the capacity)",
    };
    private static readonly Option<string> Guard = Time("--guard", "Wait at the beginning of each slot", "0.1ms");
    private static readonly Option<bool> Adaptive = new("--adaptive")
    {
        Description = "Use idle slots of others and let the cycle follow the work",
    };
    private static readonly Option<int> Events = new("--events")
    {
        Description = "Events (default: 200000)",
        DefaultValueFactory = _ => 200_000,
    };
    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "Seed of the arrivals (default: 1)",
        DefaultValueFactory = _ => 1,
    };

    public static Command Create()
    {
        var command = new Command("slots", "Try a timetable of runners: how soon events are seen, how many a second")
        {
            Runners,
            Cycle,
            Cost,
            Rate,
            Guard,
            Adaptive,
            Events,
            Seed,
        };
        command.SetAction(parsed => Run(new Invocation(parsed)));
        return command;
    }

    private static int Run(Invocation cli)
    {
        var settings = new TurnSettings
        {
            Runners = cli.Get(Runners) is >= 1 and <= 1_000 and var runners
                ? runners
                : throw Bad("--runners: 1 to 1000"),
            Cycle = Micros("--cycle", cli.Get(Cycle)!, 1_000),
            Cost = Micros("--cost", cli.Get(Cost)!, 1),
            Guard = Micros("--guard", cli.Get(Guard)!, 0),
            RatePerSecond = 1,
            IsAdaptive = cli.Get(Adaptive),
            Events = cli.Get(Events) is >= 1 and <= 100_000_000 and var events
                ? events
                : throw Bad("--events: 1 to 100000000"),
            Seed = cli.Get(Seed),
        };
        var rate = cli.Get(Rate);
        var capacity = TurnPage.CapacityPerSecond(settings);
        if (capacity <= 0)
        {
            throw Bad("nothing fits: a slot is shorter than its guard and one event; raise --cycle or lower --cost");
        }

        if (rate < 0 || !double.IsFinite(rate))
        {
            throw Bad("--rate: a number above 0 is expected");
        }

        settings = settings with { RatePerSecond = rate == 0 ? capacity / 2 : rate };
        var result = TurnRun.Run(settings);
        void Print(TurnView view) => TurnPage.Print(settings, result);
        Answer.Print(cli.Output, TurnView.Of(settings, result), SimulationJson.Default.TurnView, Print, quiet: Print);
        return ExitCode.Success;
    }

    private static long Micros(string option, string text, long least)
    {
        var micros =
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds * 1e6
            : Duration.TryParse(text, out var duration) ? duration.TotalMicroseconds
            : throw Bad($"{option} {text}: {Duration.Form}, or a number of seconds");
        return micros >= least && micros <= 1e12
            ? (long)micros
            : throw Bad($"{option} {text}: a time between {least} us and a million seconds is expected");
    }

    private static ProblemException Bad(string sentence) => new(ProblemCodes.Usage, sentence);

    private static Option<string> Time(string name, string description, string? fallback) =>
        fallback is null
            ? new Option<string>(name) { Description = description, Required = true }
            : new Option<string>(name)
            {
                Description = $"{description} (default: {fallback})",
                DefaultValueFactory = _ => fallback,
            };
}
