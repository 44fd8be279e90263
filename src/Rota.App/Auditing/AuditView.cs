using System.Text.Json;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Store.Audit;

namespace Rota.App.Auditing;

/// <summary>A change that was made: who, what, before, after, why.</summary>
public sealed record AuditView
{
    /// <summary>Its number, from 1 on, without a gap.</summary>
    public required long Number { get; init; }

    /// <summary>When it was asked for.</summary>
    public required Instant At { get; init; }

    /// <summary>
    /// By which door it came: <c>cli</c>, <c>api</c>, <c>session</c>, <c>schedule</c>, <c>system</c>.
    /// </summary>
    public required string Door { get; init; }

    /// <summary>The user of the system; null where the door knows none.</summary>
    public string? User { get; init; }

    /// <summary>The number of that user.</summary>
    public long? Uid { get; init; }

    /// <summary>The token, session or schedule.</summary>
    public string? By { get; init; }

    /// <summary>What the request is known by in answers and logs.</summary>
    public string? Request { get; init; }

    /// <summary>What was done: <c>job.cancel</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what: <c>job 42</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>How it stood; null where there was nothing.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>What it became, or was asked to be; null for nothing any more.</summary>
    public JsonElement? After { get; init; }

    /// <summary>Why, in the words of who asked.</summary>
    public string? Why { get; init; }

    /// <summary>The hash of the entry before.</summary>
    public required string Previous { get; init; }

    /// <summary>Its own hash.</summary>
    public required string Hash { get; init; }

    internal static AuditView Of(AuditEntry entry) =>
        new()
        {
            Number = entry.Number,
            At = entry.Author.At,
            Door = WordOf(entry.Author.Door),
            User = ShownText.Of(entry.Author.User),
            Uid = entry.Author.Uid,
            By = ShownText.Of(entry.Author.Name),
            Request = ShownText.Of(entry.Author.Request),
            Action = entry.Deed.Action,
            Subject = ShownText.Of(entry.Deed.Subject)!,
            Before = Object(entry.Deed.Before),
            After = Object(entry.Deed.After),
            Why = ShownText.Of(entry.Author.Why),
            Previous = entry.Previous,
            Hash = entry.Hash,
        };

    internal static string WordOf(Door door) => door.ToString().ToLowerInvariant();

    private static JsonElement? Object(string? text)
    {
        if (text is null)
        {
            return null;
        }

        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }
}

/// <summary>Entries of the audit, newest first where no other order is asked for.</summary>
/// <param name="Entries">The entries.</param>
public sealed record AuditList(IReadOnlyList<AuditView> Entries) : View
{
    /// <summary>Where the next page begins; null for no more.</summary>
    public string? Next { get; init; }

    /// <summary>Whether all entries were looked at that had to be.</summary>
    public bool Complete { get; init; } = true;
}

/// <summary>Whether the audit is as it was written.</summary>
/// <param name="Ok">Whether it is.</param>
/// <param name="Entries">How many entries there are.</param>
/// <param name="Newest">The number of the newest; 0 for none.</param>
/// <param name="Hash">Its hash: kept elsewhere, it proves later that all up to here is still what it was.</param>
/// <param name="Wrong">What is not, a sentence each.</param>
public sealed record AuditReport(bool Ok, long Entries, long Newest, string? Hash, IReadOnlyList<string> Wrong) : View;
