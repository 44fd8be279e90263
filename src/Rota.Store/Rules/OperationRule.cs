using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Operations;
using Rota.Store.Specs;

namespace Rota.Store.Rules;

/// <summary>What becomes of operations, and what the audit tells of them.</summary>
public static class OperationRule
{
    /// <summary>Operations that are over are kept up to so many.</summary>
    public const int KeptMax = 1_000;

    /// <summary>As it is after a step whose requests got numbers.</summary>
    public static OperationRow Stepped(OperationRow row, (long First, long Last)? asked) => row with { Asked = asked };

    /// <summary>As it is when people stop it; null where it is over already.</summary>
    public static OperationRow? Stopped(OperationRow row, Instant now) =>
        row.State != OperationState.Running
            ? null
            : row with
            {
                State = OperationState.Cancelled,
                Done = row.Done + row.InHand,
                InHand = 0,
                Asked = null,
                Ended = now,
            };

    /// <summary>What the audit tells of one that was accepted.</summary>
    public static Deed Accepted(OperationRow row) =>
        new(
            row.Action,
            Subject(row.Number),
            null,
            Properties.Object(json =>
            {
                json.Text("filter", row.Filter);
                json.Texts("jobs", [.. row.Jobs.Select(job => job.ToString())]);
                json.Number("newest_job", row.Newest.Value);
            })
        );

    /// <summary>What it tells of one that was stopped.</summary>
    public static Deed Stopped(OperationRow row) =>
        new(
            "operation.cancel",
            Subject(row.Number),
            Properties.Object(json =>
            {
                json.Number("matched", row.Matched);
                json.Number("done", row.Done);
            })
        );

    private static string Subject(long number) => $"operation {number}";
}
