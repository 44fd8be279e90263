using System.Globalization;
using System.Text.Json;

namespace Rota.Sim.Policies.Loads;

/// <summary>
/// Reads recorded jobs. Only what the simulation needs is taken: when a job came, its tasks, and how long they took.
/// </summary>
public static class TraceFile
{
    /// <summary>
    /// Bytes that one task of a job of the SWIM format reads: a block of the file systems of its time.
    /// </summary>
    private const double BlockBytes = 64 << 20;

    /// <summary>Bytes that a task of the SWIM format gets through in a second: a disk of its time.</summary>
    private const double BytesPerSecond = 50e6;

    /// <summary>
    /// What a task of the SWIM format takes at least, in seconds: to be started and to say that it has ended.
    /// </summary>
    private const double LeastSeconds = 1;

    private const int TasksMax = 100_000;

    /// <summary>Reads a file.</summary>
    /// <param name="extension"><c>.swf</c>, <c>.tsv</c> (SWIM) or <c>.json</c> (WfFormat).</param>
    /// <param name="text">What is in it.</param>
    public static Trace Read(string extension, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var jobs = extension switch
        {
            ".swf" => Lines(text, Swf),
            ".tsv" => Lines(text, Swim),
            ".json" => [Workflow(text)],
            _ => throw new TraceException("the name must end in .swf, .tsv (SWIM) or .json (WfFormat)"),
        };
        return jobs.Count > 0 ? new Trace(jobs) : throw new TraceException("no job in it has run");
    }

    private static List<TraceJob> Lines(string text, Func<string[], TraceJob?> read)
    {
        var jobs = new List<TraceJob>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            // A semicolon begins a comment in SWF.
            if (line.Length == 0 || line[0] == ';' || string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                if (read(line.Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries)) is { } job)
                {
                    jobs.Add(job);
                }
            }
            catch (Exception bad) when (bad is FormatException or IndexOutOfRangeException or OverflowException)
            {
                throw new TraceException($"line {number} is not a job of this format: {line.Trim()}");
            }
        }

        jobs.Sort((one, other) => one.Submitted.CompareTo(other.Submitted));
        return jobs;
    }

    /// <summary>
    /// Standard workload format: a job's processors are tasks of its run time. Jobs that never ran are left out.
    /// </summary>
    private static TraceJob? Swf(string[] fields)
    {
        var (submitted, seconds, processors) = (Number(fields[1]), Number(fields[3]), Number(fields[4]));
        return seconds <= 0 || processors < 1 ? null : new TraceJob(submitted, Same(seconds, processors));
    }

    /// <summary>
    /// SWIM has bytes and no durations. A job has a task for each block of all its bytes (map, shuffle and reduce);
    /// each
    /// takes its part of them at the speed of a disk, and a second at least.
    /// </summary>
    private static TraceJob? Swim(string[] fields)
    {
        var bytes = Number(fields[3]) + Number(fields[4]) + Number(fields[5]);
        var tasks = Math.Max(1, Math.Ceiling(bytes / BlockBytes));
        return new TraceJob(Number(fields[1]), Same(LeastSeconds + (bytes / tasks / BytesPerSecond), tasks));
    }

    /// <summary>
    /// A recorded workflow: one job with all its tasks. That some must wait for others is not simulated.
    /// </summary>
    private static TraceJob Workflow(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var execution = document.RootElement.GetProperty("workflow").GetProperty("execution");
            double[] seconds =
            [
                .. execution
                    .GetProperty("tasks")
                    .EnumerateArray()
                    .Select(task => Math.Max(0.001, task.GetProperty("runtimeInSeconds").GetDouble())),
            ];
            return seconds.Length > 0 ? new TraceJob(0, seconds) : throw new TraceException("it has no tasks");
        }
        catch (Exception bad)
            when (bad is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new TraceException(
                "workflow.execution.tasks with runtimeInSeconds is missing: is this WfFormat 1.5?"
            );
        }
    }

    private static double[] Same(double seconds, double tasks)
    {
        var all = new double[(int)Math.Min(TasksMax, tasks)];
        Array.Fill(all, seconds);
        return all;
    }

    private static double Number(string field)
    {
        var number = double.Parse(field, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? number : throw new FormatException();
    }
}

/// <summary>A file of recorded jobs cannot be read; the message says why.</summary>
public sealed class TraceException(string message) : Exception(message);
