using System.Text;
using Rota.Cli.Output;
using Rota.Core.Model;
using Rota.Store.Queries;

namespace Rota.Cli.Foreground;

/// <summary>How a job stands, in one line: bar, counts, rate and what the machine does.</summary>
internal sealed class ProgressLine
{
    private const int BarWidth = 20;
    private readonly MachineLoad load = new();
    private readonly Throughput throughput = new();

    /// <summary>Takes in how far the job is: the rate rests on it.</summary>
    public void Observe(JobRow row) => throughput.Observe(row.Done);

    public string Of(JobRow row)
    {
        var filled = row.Total == 0 ? BarWidth : (int)(row.Done * BarWidth / row.Total);
        var bar = new StringBuilder("[")
            .Append('=', filled)
            .Append(filled < BarWidth ? ">" : "")
            .Append(' ', Math.Max(0, BarWidth - filled - 1))
            .Append(']');
        var waiting = row.Waiting - row.In(TaskState.Backoff);
        var line = new StringBuilder($"{bar} {row.Done}/{row.Total}  {row.Running} running  {waiting} waiting");
        Append(line, row.In(TaskState.Backoff), "backoff");
        Append(line, row.Failed, "failed");
        Append(line, row.In(TaskState.Lost), "lost");
        Append(line, row.In(TaskState.Skipped), "skipped");
        if (row.State == JobState.Paused)
        {
            line.Append("  paused");
        }

        if (throughput.PerSecond is > 0 and var rate)
        {
            line.Append(
                    $"   ETA {Words.Duration(TimeSpan.FromSeconds(Math.Min((row.Total - row.Done) / rate, 8.64e6)))}"
                )
                .Append(rate >= 1 ? $"   {rate:0.#} tasks/s" : $"   {rate * 60:0.#} tasks/min");
        }

        return line.Append("   ").Append(load.Describe()).ToString();
    }

    private static void Append(StringBuilder line, long count, string word)
    {
        if (count > 0)
        {
            line.Append($"  {count} {word}");
        }
    }
}
