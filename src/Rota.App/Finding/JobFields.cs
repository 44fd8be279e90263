using Rota.Core.Filters;
using Rota.Core.Model;

namespace Rota.App.Finding;

/// <summary>What jobs are found and sorted by. A field is added here, and nowhere else.</summary>
internal static class JobFields
{
    /// <summary>The fields.</summary>
    public static FieldTable<JobFacts> Table { get; } =
        new([
            new("id", FieldKind.Number, job => FieldValue.Of((double?)job.Row.Id.Value)),
            new("name", FieldKind.Text, job => FieldValue.Of(job.Row.Name)),
            new("state", FieldKind.Word, job => FieldValue.Of(job.Row.State.WireName()))
            {
                Words = [.. Enum.GetValues<JobState>().Select(state => state.WireName())],
            },
            new("queue", FieldKind.Text, job => FieldValue.Of(job.Row.Queue)),
            new("tag", FieldKind.Free, (job, name) => FieldValue.OfFree(job.Tag(name))) { IsFamily = true },
            new("priority", FieldKind.Number, job => FieldValue.Of((double?)job.Row.Priority)),
            new("tasks", FieldKind.Number, job => FieldValue.Of((double?)job.Row.Total)),
            new("failed", FieldKind.Number, job => FieldValue.Of((double?)job.Row.Failed)),
            new("running", FieldKind.Number, job => FieldValue.Of((double?)job.Row.Running)),
            new("attempts", FieldKind.Number, job => FieldValue.Of((double?)job.Row.Attempts)),
            new("dur", FieldKind.Span, job => FieldValue.Of(job.Taken)),
            new("submitted", FieldKind.Age, job => FieldValue.Of((Instant?)job.Row.Submitted)),
            new("started", FieldKind.Age, job => FieldValue.Of(job.Row.Started)),
            new("ended", FieldKind.Age, job => FieldValue.Of(job.Row.Ended)),
            new("text", FieldKind.Search, job => FieldValue.Of(job.Row.Reason)),
        ]);
}
