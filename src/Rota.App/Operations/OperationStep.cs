using Rota.Core.Model;
using Rota.Store.Operations;
using Rota.Store.Turns;

namespace Rota.App.Operations;

/// <summary>A part of an operation, small enough for a turn.</summary>
/// <param name="row">The operation before it.</param>
internal sealed class OperationStep(OperationRow row)
{
    private const int ErrorsKept = 5;
    private readonly List<(JobId, Request)> asks = [];

    /// <summary>The operation after it.</summary>
    public OperationRow Row { get; private set; } = row;

    /// <summary>What is asked of which job.</summary>
    public IReadOnlyList<(JobId Job, Request Asked)> Asks => asks;

    /// <summary>Notes where it goes on.</summary>
    public void Reach(long place, long? key) => Row = Row with { Place = place, Key = key };

    /// <summary>Asks something of a job, which is about so many that are meant.</summary>
    public void Ask(JobId job, Request request, long count)
    {
        asks.Add((job, request));
        Row = Row with { Matched = Row.Matched + count, InHand = Row.InHand + count };
    }

    /// <summary>Asks all of this of one job that is meant.</summary>
    /// <returns>Whether there was anything to ask.</returns>
    public bool Ask(JobId job, IReadOnlyList<Request> requests)
    {
        for (var at = 0; at < requests.Count; at++)
        {
            Ask(job, requests[at], at == 0 ? 1 : 0);
        }

        return requests.Count > 0;
    }

    /// <summary>Notes some that had moved on.</summary>
    public void Skip(long count) => Row = Row with { Matched = Row.Matched + count, Skipped = Row.Skipped + count };

    /// <summary>Notes some with which it cannot be done.</summary>
    public void Fail(long count, string why) =>
        Row = Row with
        {
            Matched = Row.Matched + count,
            Failed = Row.Failed + count,
            Errors = Row.Errors.Length < ErrorsKept ? Row.Errors.Add(why) : Row.Errors,
        };

    /// <summary>Notes that all was looked at.</summary>
    public void End(Instant now) => Row = Row with { State = OperationState.Done, Ended = now };
}
