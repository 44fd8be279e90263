using System.IO.Compression;
using System.Text.Json;
using Rota.App.Problems;
using Rota.Core.Bytes;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Store.Specs;

namespace Rota.App.Submitting;

/// <summary>
/// A job that somebody else has read, and sends as bytes. Its form is not trusted: what no reader of job files would
/// make could end the turn of a runner, and with it all jobs.
/// </summary>
public static class ReceivedJob
{
    /// <summary>Graphs of 100,000 entries are some 30 MB as text.</summary>
    private const long TextMax = 512L << 20;

    /// <summary>The job of these bytes.</summary>
    /// <exception cref="ProblemException">They are none, or one that cannot run.</exception>
    public static JobSpec Read(byte[] bytes)
    {
        try
        {
            RefuseLarge(bytes);
            // Whose it is, is known by who sends it, and never by what they send.
            var job = JobSpecCodec.Decode(bytes) with
            {
                Owner = null,
            };
            job = job with { Notify = [.. job.Notify.Select(Unowned)] };
            return Why(job) is { } why ? throw Refused(why) : job;
        }
        catch (Exception error) when (IsOfForm(error))
        {
            throw Refused(error.Message);
        }
    }

    /// <summary>What tasks are made of, from bytes.</summary>
    /// <exception cref="ProblemException">They are something else.</exception>
    public static Expansion ReadTasks(byte[] bytes)
    {
        try
        {
            var tasks = ExpansionCodec.Decode(bytes);
            return WhyTasks(tasks) is { } why ? throw Refused(why) : tasks;
        }
        catch (Exception error) when (IsOfForm(error))
        {
            throw Refused(error.Message);
        }
    }

    private static NotifyRule Unowned(NotifyRule rule) => rule with { Target = rule.Target with { Owner = null } };

    private static void RefuseLarge(byte[] bytes)
    {
        using var text = new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress);
        var (part, length) = (new byte[64 << 10], 0L);
        while (text.Read(part) is > 0 and var count)
        {
            length += count;
            if (length > TextMax)
            {
                throw new ProblemException(
                    ProblemCodes.TooLarge,
                    $"the job is larger than {TextMax:N0} bytes",
                    "split it: submit it as several jobs"
                );
            }
        }
    }

    private static string? Why(JobSpec job) =>
        job.Name.Length is 0 or > 255 || !ByteText.IsUtf8(job.Name) ? "its name is none"
        : !Path.IsPathRooted(job.Directory) ? "its directory has no whole path"
        : job.MaxParallel < 1 ? "max_parallel is at least 1"
        : job.Tasks.IsEmpty || job.Policies.IsEmpty ? "it has no tasks"
        : job.Tasks.DistinctBy(task => task.Id).Count() != job.Tasks.Length ? "two entries have one name"
        : job.Policies.Select(WhyPolicy).FirstOrDefault(why => why is not null)
            ?? job.Tasks.Select(task => WhyTask(job, task)).FirstOrDefault(why => why is not null)
            ?? (
                job.Tasks.Sum(task => (long)task.Expansion.Count) > JobFileLimits.Values
                    ? "it has too many tasks"
                    : WhyOrder(job)
            );

    private static string? WhyPolicy(TaskPolicy policy) =>
        policy.Retry.MaxAttempts < 1 ? "max_attempts is at least 1"
        : policy.Resources is { Slots: < 0 } or { MilliCpus: < 0 } or { MemoryBytes: < 0 } or { Gpus: < 0 }
            ? "resources are at least 0"
        : policy.Timeout <= TimeSpan.Zero ? "a timeout is longer than nothing"
        : null;

    private static string? WhyTask(JobSpec job, TaskSpec task) =>
        task.Id.Length is 0 or > 255 ? "an entry has no name"
        : task.Policy < 0 || task.Policy >= job.Policies.Length ? $"{task.Id} has no policy"
        : task.Command.Words.IsEmpty ? $"{task.Id} has no command"
        : task.MaxParallel < 1 || task.Concurrency is { Limit: < 1 } ? $"a limit of {task.Id} is less than 1"
        : task.Needs.Any(need => need.Task < 0 || need.Task >= job.Tasks.Length) ? $"{task.Id} needs what is not there"
        : WhyTasks(task.Expansion);

    private static string? WhyTasks(Expansion tasks) =>
        tasks switch
        {
            Expansion.Array array => array.Ranges.Any(range => range.Step < 1 || range.Last < range.First)
                ? "a range of an array has no end"
                : null,
            Expansion.Matrix matrix => matrix.Axes.IsEmpty || matrix.Axes.Any(axis => axis.Values.IsEmpty)
                ? "an axis of a matrix has no values"
                : null,
            Expansion.Table table => table.Rows.Any(row => row.Length != table.Columns.Length)
                ? "a row of a table has other columns"
                : null,
            _ => null,
        };

    /// <summary>That needs have an end, and that commands can be filled in.</summary>
    private static string? WhyOrder(JobSpec job)
    {
        _ = NeedOrder.Of(job);
        for (var entry = 0; entry < job.Tasks.Length; entry++)
        {
            if (job.Tasks[entry].Expansion.Count > 0)
            {
                _ = CommandLine.Render(job, entry, 0, new AttemptFacts(new JobId(0), 1));
            }
        }

        return null;
    }

    private static bool IsOfForm(Exception error) =>
        error
            is JsonException
                or KeyNotFoundException
                or InvalidDataException
                or InvalidOperationException
                or ArgumentException
                or FormatException
                or ArithmeticException
                or IndexOutOfRangeException
                or NullReferenceException
                or InvariantException;

    private static ProblemException Refused(string why) =>
        new(
            ProblemCodes.Usage,
            $"the job that was sent is none that can run: {why}",
            "send what rota of the same version makes of a job file, or the file itself: POST /v1/jobs"
        );
}
