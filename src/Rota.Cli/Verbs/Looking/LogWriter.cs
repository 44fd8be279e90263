using Rota.App.Jobs;
using Rota.App.Logs;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Node.Keeper.Outputs;
using Rota.Store.Local;
using Rota.Store.Records;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Verbs.Looking;

/// <summary>Writes the output of tasks: of running ones as it grows, of ended ones from where it is packed.</summary>
internal sealed class LogWriter(StateDirectory state, JobQueries queries, Stream output, bool errorsOnly, int? tail)
{
    private readonly Dictionary<long, FollowedOutput> followed = [];
    private readonly AttemptQuery history = new(queries);

    /// <summary>What was written and is not there any more, each a sentence.</summary>
    public SortedSet<string> Missing { get; } = new(StringComparer.Ordinal);

    /// <summary>Prints what a running attempt has written since the last time.</summary>
    public void Follow(TaskRow row, string tag)
    {
        if (!followed.TryGetValue(row.LiveAttempt, out var follower))
        {
            followed[row.LiveAttempt] = follower = new FollowedOutput();
        }

        var store = new OutputStore(state.Live, state.JobDirectory);
        var written = follower.Output.Read(store.OutputPath(row.Scratch));
        var errors = follower.Errors.Read(store.ErrorPath(row.Scratch));

        // The files serve another attempt once this one's end is committed: what was read counts only if it is not.
        if (!history.IsLive(new AttemptId(row.LiveAttempt)))
        {
            follower.Output.Unread(written.Length);
            follower.Errors.Unread(errors.Length);
            return;
        }

        if (!errorsOnly)
        {
            OutputCopy.Write(output, LastLines.Of(written, tail), tag);
        }

        OutputCopy.Write(output, LastLines.Of(errors, tail), tag);
    }

    /// <summary>Prints what an ended attempt wrote, but for what was followed of it.</summary>
    public void PrintEnded(TaskAddress address, TaskRow row, int number, string tag)
    {
        var attempts = history.Of(new TaskKey(address.Job.Id, row.Group, row.Index));
        var attempt =
            attempts.FirstOrDefault(attempt => attempt.Number == number)
            ?? throw new ProblemException(
                ProblemCodes.NoSuchAttempt,
                $"that task has no attempt {number}",
                attempts.Count == 0
                    ? "it has not started"
                    : $"it has {Words.Count(attempts.Count, "attempt")} that ended"
            );
        var seen = followed.GetValueOrDefault(attempt.Id.Value);
        if (!errorsOnly)
        {
            Print(address.Job.Id, attempt.Output, seen?.Output.Position ?? 0, tag);
        }

        Print(address.Job.Id, attempt.Errors, seen?.Errors.Position ?? 0, tag);
    }

    private void Print(JobId job, OutputPlace place, long seen, string tag)
    {
        try
        {
            var bytes = OutputCopy.Read(state, job, place).AsSpan();
            OutputCopy.Write(output, LastLines.Of(bytes[(int)Math.Min(seen, bytes.Length)..], tail), tag);
        }
        catch (OutputMissingException missing)
        {
            Missing.Add(missing.Message);
        }
    }
}
