using Rota.App.Auditing;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Store.Operations;

namespace Rota.App.Operations;

/// <summary>Something that was asked of many jobs or tasks at once, and how far it is.</summary>
public sealed record OperationView : View
{
    internal OperationView(OperationRow row) => Row = row;

    /// <summary>Its number.</summary>
    public long Id => Row.Number;

    /// <summary>What is done, to what: <c>jobs.cancel</c>, <c>tasks.rerun</c>.</summary>
    public string Action => Row.Action;

    /// <summary>Which of them.</summary>
    public string Filter => Row.Filter;

    /// <summary>For tasks, the jobs that they are of.</summary>
    public IReadOnlyList<long> Jobs => [.. Row.Jobs.Select(job => job.Value)];

    /// <summary><c>running</c>, <c>done</c> or <c>cancelled</c>.</summary>
    public string State => Row.State.ToString().ToLowerInvariant();

    /// <summary>How many were found that are meant, so far while it runs.</summary>
    public long Matched => Row.Matched;

    /// <summary>With how many it was done.</summary>
    public long Done => Row.Done;

    /// <summary>How many had moved on since it was accepted.</summary>
    public long Skipped => Row.Skipped;

    /// <summary>With how many it could not be done.</summary>
    public long Failed => Row.Failed;

    /// <summary>Why, for the first of those.</summary>
    public IReadOnlyList<string> Errors => Row.Errors;

    /// <summary>By which door it was asked for.</summary>
    public string Door => AuditView.WordOf(Row.Author.Door);

    /// <summary>The token, session or user who did.</summary>
    public string? By => ShownText.Of(Row.Author.Name ?? Row.Author.User);

    /// <summary>Why, in their words.</summary>
    public string? Why => ShownText.Of(Row.Author.Why);

    /// <summary>When it was accepted.</summary>
    public Instant Accepted => Row.Author.At;

    /// <summary>When it was over; null while it runs.</summary>
    public Instant? Ended => Row.Ended;

    /// <summary>What is stored of it.</summary>
    internal OperationRow Row { get; }
}

/// <summary>Operations, newest first.</summary>
/// <param name="Operations">The operations.</param>
public sealed record OperationList(IReadOnlyList<OperationView> Operations) : View;
