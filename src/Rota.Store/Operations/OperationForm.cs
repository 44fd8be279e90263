using System.Text.Json;
using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Specs;

namespace Rota.Store.Operations;

/// <summary>An operation as text: a row is found by its number and its state alone.</summary>
public static class OperationForm
{
    /// <summary>The text.</summary>
    public static string Write(OperationRow row) =>
        Properties.Object(json =>
        {
            json.Text("action", row.Action);
            json.Text("filter", row.Filter);
            json.Texts("jobs", [.. row.Jobs.Select(job => job.ToString())]);
            json.Number("door", (long)row.Author.Door);
            json.Text("user", row.Author.User);
            json.Number("uid", row.Author.Uid);
            json.Text("name", row.Author.Name);
            json.Text("request", row.Author.Request);
            json.Text("why", row.Author.Why);
            json.Number("at", row.Author.At.Micros);
            json.Number("newest", row.Newest.Value);
            json.Number("place", row.Place);
            json.Number("key", row.Key);
            json.Number("first", row.Asked?.First);
            json.Number("last", row.Asked?.Last);
            json.Number("in_hand", row.InHand);
            json.Number("matched", row.Matched);
            json.Number("done", row.Done);
            json.Number("skipped", row.Skipped);
            json.Number("failed", row.Failed);
            json.Texts("errors", row.Errors);
            json.Number("ended", row.Ended?.Micros);
        });

    /// <summary>What <see cref="Write"/> gave.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="state">How far it is.</param>
    /// <param name="text">The text.</param>
    public static OperationRow Read(long number, OperationState state, string text)
    {
        using var document = JsonDocument.Parse(text);
        var json = document.RootElement;
        return new OperationRow
        {
            Number = number,
            State = state,
            Action = json.Text("action")!,
            Filter = json.Text("filter")!,
            Jobs = [.. json.Texts("jobs").Select(job => new JobId(long.Parse(job, null)))],
            Author = new Author
            {
                Door = (Door)json.Integer("door", 0),
                User = json.Text("user"),
                Uid = json.Integer("uid"),
                Name = json.Text("name"),
                Request = json.Text("request"),
                Why = json.Text("why"),
                At = new Instant(json.Integer("at", 0)),
            },
            Newest = new JobId(json.Integer("newest", 0)),
            Place = json.Integer("place", 0),
            Key = json.Integer("key"),
            Asked = json.Integer("first") is { } first ? (first, json.Integer("last", 0)) : null,
            InHand = json.Integer("in_hand", 0),
            Matched = json.Integer("matched", 0),
            Done = json.Integer("done", 0),
            Skipped = json.Integer("skipped", 0),
            Failed = json.Integer("failed", 0),
            Errors = json.Texts("errors"),
            Ended = json.Integer("ended") is { } ended ? new Instant(ended) : null,
        };
    }
}
