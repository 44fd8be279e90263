using Rota.Core.Filters;
using Rota.Core.Model;
using Rota.Store.Audit;

namespace Rota.App.Auditing;

/// <summary>What entries of the audit are found and sorted by. A field is added here, and nowhere else.</summary>
internal static class AuditFields
{
    /// <summary>The fields.</summary>
    public static FieldTable<AuditEntry> Table { get; } =
        new([
            new("number", FieldKind.Number, entry => FieldValue.Of((double?)entry.Number)),
            new("at", FieldKind.Age, entry => FieldValue.Of((Instant?)entry.Author.At)),
            new("door", FieldKind.Word, entry => FieldValue.Of(AuditView.WordOf(entry.Author.Door)))
            {
                Words = [.. Enum.GetValues<Door>().Select(AuditView.WordOf)],
            },
            new("user", FieldKind.Text, entry => FieldValue.Of(entry.Author.User)),
            new("by", FieldKind.Text, entry => FieldValue.Of(entry.Author.Name)),
            new("action", FieldKind.Text, entry => FieldValue.Of(entry.Deed.Action)),
            new("subject", FieldKind.Text, entry => FieldValue.Of(entry.Deed.Subject)),
            new("request", FieldKind.Text, entry => FieldValue.Of(entry.Author.Request)),
            new("text", FieldKind.Search, entry => FieldValue.Of(entry.Author.Why)),
        ]);
}
