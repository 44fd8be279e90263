using System.CommandLine;
using Rota.Cli.Invoking;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Batch;
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

    public Option<string?> Spacing { get; } =
        new("--spacing") { Description = "Time between two starts of tasks, at least: 2s", HelpName = "DURATION" };

    /// <summary>Each with the key of the job file that says the same.</summary>
    public IEnumerable<(Option Option, string Key)> WithKeys =>
        [(Spacing, "spacing"), (At, "at"), (Delay, "delay"), (After, "after")];

    /// <summary>Refuses what GNU parallel would take for a pause between starts.</summary>
    public void RefusePause(Invocation cli)
    {
        if (cli.Get(Delay) is { Length: > 0 } text && text.All(char.IsAsciiDigit))
        {
            throw OneLiner.Usage(
                $"--delay {text}: a number alone is a pause between starts to GNU parallel, and a wait here",
                $"for {text} seconds between two starts write --spacing {text}s",
                $"to start {text} seconds later write --delay {text}s"
            );
        }
    }

    /// <summary>The moment of a script for sbatch, which counts where the command line names none.</summary>
    public IEnumerable<JobOption> Of(Invocation cli, BatchScript? script) =>
        cli.Get(At) is not null || cli.Get(Delay) is not null ? []
        : script?.At is { } at ? [new JobOption("--begin", "at", OnOwnClock(at))]
        : script?.Delay is { } delay ? [new JobOption("--begin", "delay", delay)]
        : [];

    /// <summary>Slurm's times are those of its machine's clock.</summary>
    private static string OnOwnClock(string text) => $"{text} {new SystemTimeZones().Own ?? "UTC"}";

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
