using Rota.App.Following;
using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store.Records;

namespace Rota.Cli.Progress;

/// <summary>
/// How a job stands, in one line: bar, counts, rate and what the machine does. What is left out first where it does not
/// fit has the highest rank.
/// </summary>
/// <param name="showsMachine">Whether the job runs on this machine.</param>
internal sealed class ProgressLine(bool showsMachine = true)
{
    private readonly MachineLoad load = new();
    private readonly Throughput throughput = new();

    /// <summary>Takes in how far the job is: the rate rests on it.</summary>
    public void Observe(JobRow row) => throughput.Observe(row.Tried);

    /// <summary>All that there is to say.</summary>
    public IReadOnlyList<LinePart> Of(JobRow row)
    {
        var (cpu, used, total) = load.Measure();
        var line = new List<LinePart>
        {
            new(Bar.Of(row.Done, row.Total), Rank: 11, Ink: StateSigns.InkOf(row.State)),
            new($"{row.Done}/{row.Total}", Rank: 1, Gap: 1),
            new($"{row.Running} running", Rank: 5, Ink: Ink.Running),
            new($"{row.Waiting - row.In(TaskState.Backoff)} waiting", Rank: 7, Ink: Ink.Waiting),
        };
        Add(line, row.In(TaskState.Backoff), TaskState.Backoff, rank: 8);
        Add(line, row.Failed, TaskState.Failed, rank: 3);
        Add(line, row.In(TaskState.Lost), TaskState.Lost, rank: 4);
        Add(line, row.In(TaskState.Cancelled), TaskState.Cancelled, rank: 9);
        Add(line, row.In(TaskState.Skipped), TaskState.Skipped, rank: 10);
        if (row.State == JobState.Paused)
        {
            line.Add(new("paused", Rank: 2, Ink: Ink.Held));
        }
        else if (throughput.PerSecond is > 0 and var rate)
        {
            var left = TimeSpan.FromSeconds(Math.Min((row.Total - row.Done) / rate, 8.64e6));
            line.Add(new($"ETA {Words.Duration(left)}", Rank: 6, Gap: 3));
            line.Add(new(rate >= 1 ? $"{rate:0.#} tasks/s" : $"{rate * 60:0.#} tasks/min", Rank: 12, Gap: 3));
        }

        if (!showsMachine)
        {
            return line;
        }

        if (cpu is { } share)
        {
            line.Add(new($"cpu {share}%", Rank: 13, Gap: 3));
        }

        line.Add(new($"mem {Units.Bytes(used)}/{Units.Bytes(total)}", Rank: 14));
        return line;
    }

    private static void Add(List<LinePart> line, long count, TaskState state, int rank)
    {
        if (count > 0)
        {
            line.Add(new($"{count} {state.WireName()}", rank, Ink: StateSigns.InkOf(state)));
        }
    }
}
