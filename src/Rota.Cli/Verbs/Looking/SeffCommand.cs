using System.CommandLine;
using Rota.App.Efficiency;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Core.Placement;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota seff ID</c>: what tasks asked for against what they used.</summary>
internal static class SeffCommand
{
    private static readonly Argument<string> Address = new("JOB[.TASK[.INDEX]]")
    {
        Description = "A job, entry or task: 42, 42.train",
    };

    public static Command Create()
    {
        var command = new Command("seff", "Show what tasks asked for against what they used: CPUs, memory, time")
        {
            Address,
        };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var address = cli.Get(Address)!;
            var view = cli.Ask(
                site => EfficiencyCase.Of(site, address),
                server => server.Jobs.EfficiencyAsync(address)
            );
            Answer.Print(cli.Output, view, EfficiencyJson.Default.EfficiencyView, view => Print(view, Screen.Out));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(EfficiencyView view, TextWriter writer)
    {
        writer.WriteLine($"job {view.Job}  {Plain.Line(view.Name)}  {view.State.WireName()}");
        var columns = new Columns("TASK", "ENDED", "OF", "ASKED", "MEDIAN", "WORST", "WORST TASK");
        foreach (var task in view.Tasks)
        {
            void Add(string what, string? asked, Used? used, Func<double, string> text)
            {
                columns.Add(
                    task.Task,
                    task.Measured.ToString(),
                    what,
                    asked ?? "-",
                    used is null ? "-" : text(used.Median),
                    used is null ? "-" : text(used.Worst),
                    used?.WorstTask ?? "-"
                );
            }

            Add("cpu", task.Cpus.ToString("0.###"), task.CpuShare, share => share.ToString("0%"));
            Add(
                "memory",
                task.MemoryBytes is { } bytes ? Units.Bytes(bytes) : null,
                task.PeakMemoryBytes,
                peak => Units.Bytes((long)peak) + Share(peak, task.MemoryBytes)
            );
            Add(
                "time",
                task.TimeoutSeconds is { } limit ? Words.Duration(TimeSpan.FromSeconds(limit)) : null,
                task.Seconds,
                seconds => Words.Duration(TimeSpan.FromSeconds(seconds)) + Share(seconds, task.TimeoutSeconds)
            );
        }

        columns.Write(writer);
    }

    private static string Share(double used, double? asked) => asked is { } whole ? $" ({used / whole:0%})" : "";
}
