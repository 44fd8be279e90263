using System.CommandLine;
using Rota.Cli.Invoking;
using Rota.Core.JobFiles.Batch;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Jobs;
using Rota.Core.Schedules;
using Rota.Linux.Clocks;

namespace Rota.Cli.Sources;

/// <summary>The options that have a job start later than at once.</summary>
internal sealed class LaterOptions
{
    public Option<string?> After { get; } =
        new("--after")
        {
            Description = "Start when these jobs have succeeded (14, 15), ended (14:any) or failed (14:failed)",
            HelpName = "ID[:any|:failed][,ID...]",
        };

    public Option<string?> At { get; } =
        new("--at")
        {
            Description = "Start nothing before: '22:00 Europe/Paris', 'tomorrow 06:00 UTC', 2026-11-28T22:00+01:00",
            HelpName = "TIME",
        };

    public Option<string?> Delay { get; } =
        new("--delay") { Description = "Start nothing before so long from now: 90s, 10m, 2h", HelpName = "DURATION" };

    /// <summary>All of them.</summary>
    public Option<string?>[] All => [After, At, Delay];

    /// <summary>The moment before which nothing starts; null where nobody named one.</summary>
    /// <param name="cli">The command line.</param>
    /// <param name="script">A script for sbatch, which counts where the command line names none.</param>
    public StartMoment? Moment(Invocation cli, BatchScript? script = null)
    {
        var now = cli.Site.Now;
        var isStated = cli.Get(At) is not null || cli.Get(Delay) is not null;
        switch (isStated ? (cli.Get(At), cli.Get(Delay)) : (OnOwnClock(script?.At), script?.Delay))
        {
            case (null, null):
                return null;
            case (not null, not null):
                throw OneLiner.Usage("--at and --delay both say when the job starts", "keep one of them");
            case ({ } text, _):
                var (moment, problem, hint) = MomentText.Read(text, now, new SystemTimeZones());
                return moment ?? throw OneLiner.Usage($"--at {text}: {problem}", hint);
            case (_, { } text) when text.All(char.IsAsciiDigit):
                throw OneLiner.Usage(
                    $"--delay {text}: a number alone is a pause between starts to GNU parallel, and a wait here",
                    $"to start {text} seconds later write --delay {text}s",
                    "there are no pauses between starts: -j 1 has one task wait for the other"
                );
            case (_, { } text):
                return Duration.TryParse(text, out var delay)
                    ? new StartMoment(text, now + delay)
                    : throw OneLiner.Usage($"--delay {text}: this is no duration", Duration.Form);
        }
    }

    /// <summary>Slurm's times are those of its machine's clock.</summary>
    private static string? OnOwnClock(string? text) =>
        text is null ? null : $"{text} {new SystemTimeZones().Own ?? "UTC"}";

    /// <summary>A schedule says itself when its jobs start.</summary>
    public void RefuseWithSchedule(Invocation cli)
    {
        foreach (var option in All)
        {
            if (cli.Get(option) is not null)
            {
                throw OneLiner.Usage(
                    $"{option.Name} goes with a job that starts once, and this one has a schedule",
                    "run it once, beside its schedule: rota run FILE, or rota schedule run NAME"
                );
            }
        }
    }
}
