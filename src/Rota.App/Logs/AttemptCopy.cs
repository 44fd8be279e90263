using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Node.Keeper.Outputs;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.App.Logs;

/// <summary>
/// Copies the output of attempts: of running ones as it grows, of ended ones from where it is packed.
/// </summary>
internal sealed class AttemptCopy(StateDirectory state, IHomeReader queries, OutputRequest request)
{
    private readonly Dictionary<long, FollowedOutput> followed = [];
    private readonly IAttemptReader history = queries.Attempts;

    /// <summary>What was written and is not there any more, each a sentence.</summary>
    public SortedSet<string> Missing { get; } = new(StringComparer.Ordinal);

    /// <summary>Copies what a running attempt has written since the last time.</summary>
    public void Follow(TaskRow row, Stream output, string tag)
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

        if (!request.IsErrorsOnly)
        {
            OutputCopy.Write(output, LastLines.Of(written, request.LinesMax), tag);
        }

        OutputCopy.Write(output, LastLines.Of(errors, request.LinesMax), tag);
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
        var seen = followed.GetValueOrDefault(attempt.Id.Value);
        if (!request.IsErrorsOnly)
        {
            Packed(task.Job, attempt.Output, seen?.Output.Position ?? 0, output, tag);
        }

        Packed(task.Job, attempt.Errors, seen?.Errors.Position ?? 0, output, tag);
    }

    private void Packed(JobId job, OutputPlace place, long seen, Stream output, string tag)
    {
        try
        {
            var bytes = OutputCopy.Read(state, job, place).AsSpan();
            OutputCopy.Write(output, LastLines.Of(bytes[(int)Math.Min(seen, bytes.Length)..], request.LinesMax), tag);
        }
        catch (OutputMissingException missing)
        {
            Missing.Add(missing.Message);
        }
    }
}
