using Rota.App.Logs.Lines;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.App.Logs;

/// <summary>
/// Copies the output of attempts: of running ones as it grows, of ended ones from where it is packed.
/// </summary>
internal sealed class AttemptCopy(
    StateDirectory state,
    IHomeReader queries,
    JobId job,
    OutputRequest request,
    LineChoice choice
)
{
    private readonly Dictionary<long, FollowedOutput> followed = [];
    private readonly IAttemptReader history = queries.Attempts;
    private readonly EndedOutput ended = new(state, job);
    private readonly LinePrinter printer = new(request.WithTimes, choice.Pattern, request.Highlight);

    /// <summary>What was written and is not there any more, each a sentence.</summary>
    public SortedSet<string> Missing => ended.Missing;

    /// <summary>Whether any line was copied.</summary>
    public bool HasCopied { get; private set; }

    /// <summary>Whether it is not known of some lines when they were written, where that was asked for.</summary>
    public bool IsTimeMissing { get; private set; }

    /// <summary>Copies what a running attempt has written since the last time.</summary>
    public void Follow(TaskRow row, Stream output, string tag, Instant now)
    {
        var isFirst = !followed.TryGetValue(row.LiveAttempt, out var seen);
        if (isFirst)
        {
            followed[row.LiveAttempt] = seen = new FollowedOutput();
        }

        var running = new RunningOutput(
            state,
            row.Node ?? NodeId.Home,
            row.Scratch,
            () => history.IsLive(new AttemptId(row.LiveAttempt))
        );
        printer.Begin(tag);
        var skipped = isFirst ? AllButTail(() => running.Open(seen!, request.IsErrorsOnly, choice.Pattern, now)) : 0;
        using var lines = running.Open(seen!, request.IsErrorsOnly, choice.Pattern, now);
        while (lines.TryNext(out var line))
        {
            if (lines.IsRest && !printer.IsPlain)
            {
                lines.Leave();
            }
            else
            {
                Copy(lines, line, row.LiveAttempt, output, ref skipped);
            }
        }

        printer.Flush(output);
        (seen!.Output, seen.Errors, seen.Looked) = (lines.OutputEnd, lines.ErrorEnd, now);
    }

    /// <summary>Copies what an ended attempt wrote, but for what was followed of it.</summary>
    /// <exception cref="ProblemException">There is no attempt of this number.</exception>
    public void Ended(TaskKey task, int number, Stream output, string tag)
    {
        var attempts = history.Of(task);
        var attempt =
            attempts.FirstOrDefault(attempt => attempt.Number == number)
            ?? throw new ProblemException(
                ProblemCodes.NoSuchAttempt,
                $"that task has no attempt {number}",
                attempts.Count == 0
                    ? "it has not started"
                    : $"it has {Words.Count(attempts.Count, "attempt")} that ended"
            );
        if (attempt.Ended < choice.Since)
        {
            return;
        }

        var seen = followed.GetValueOrDefault(attempt.Id.Value);
        printer.Begin(tag);
        var skipped = seen is null
            ? AllButTail(() => ended.Open(attempt, null, request.IsErrorsOnly, choice.Pattern))
            : 0;
        using var lines = ended.Open(attempt, seen, request.IsErrorsOnly, choice.Pattern);
        while (lines.TryNext(out var line))
        {
            Copy(lines, line, attempt.Id.Value, output, ref skipped);
        }

        printer.Flush(output);
    }

    private void Copy(MergedLines lines, ReadOnlySpan<byte> line, long attempt, Stream output, ref long skipped)
    {
        if (!choice.Has(line, lines.Time) || skipped-- > 0)
        {
            return;
        }

        HasCopied = true;
        IsTimeMissing |= lines.Time.At is null && (request.WithTimes || choice.Since is not null);
        printer.Print(output, line, attempt, lines.IsError, lines.Time);
    }

    /// <summary>How many lines are passed over for the sake of the last ones: counted first, so none is held.</summary>
    private long AllButTail(Func<MergedLines> open)
    {
        if (request.LinesMax is not { } most)
        {
            return 0;
        }

        var count = 0L;
        using var lines = open();
        while (lines.TryNext(out var line))
        {
            count += choice.Has(line, lines.Time) ? 1 : 0;
        }

        return Math.Max(0, count - most);
    }
}
