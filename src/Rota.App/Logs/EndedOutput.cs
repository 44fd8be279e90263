using Rota.App.Logs.Lines;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Node.Keeper.Times;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.App.Logs;

/// <summary>Opens the packed output of attempts of a job.</summary>
internal sealed class EndedOutput(StateDirectory state, JobId job)
{
    /// <summary>What is so short needs no records: its end says when it wrote.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(250);
    private readonly PackedTimes times = new(state.JobDirectory(job.Value));

    /// <summary>What was written and is not there any more, each a sentence.</summary>
    public SortedSet<string> Missing { get; } = new(StringComparer.Ordinal);

    /// <summary>The lines of an attempt, but for what was followed of it.</summary>
    public MergedLines Open(AttemptRow attempt, FollowedOutput? seen, bool isErrorsOnly, LinePattern? pattern)
    {
        var standing = Standing.Of(times.Of(attempt.Id.Value) ?? []);
        var isShort = attempt.Started is { } started && attempt.Ended - started <= Short;
        var rest =
            standing is [.., var last] ? new LineTime(last.At, IsVague: true)
            : isShort ? new LineTime(attempt.Ended, IsVague: false)
            : default;
        var output = new StreamTimes(standing, isError: false, rest);
        var errors = new StreamTimes(standing, isError: true, rest);
        return new MergedLines(
            (isErrorsOnly ? StreamPart.None : Part(attempt.Node, attempt.Output, output.Length, seen?.Output), output),
            (Part(attempt.Node, attempt.Errors, errors.Length, seen?.Errors), errors),
            pattern?.Search
        );
    }

    private StreamPart Part(NodeId node, OutputPlace place, long written, long? seen)
    {
        try
        {
            var part = new StreamPart(OutputCopy.Open(state, job, node, place), place.Offset, 0, place.Length)
            {
                Written = written,
            };
            return part with { From = part.Kept(seen ?? 0) };
        }
        catch (OutputMissingException missing)
        {
            Missing.Add(missing.Message);
            return StreamPart.None;
        }
    }
}
