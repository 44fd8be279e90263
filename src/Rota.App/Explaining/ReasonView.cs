using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Explaining;

/// <summary>One reason why a task does not run, or what becomes of it.</summary>
public sealed record ReasonView
{
    internal ReasonView(string code, string sentence) =>
        (Code, Reason, ReasonBase64) = (code, ShownText.Of(sentence)!, ShownText.Bytes(sentence));

    [JsonConstructor]
    internal ReasonView() { }

    /// <summary>Stable name of the kind of reason.</summary>
    public string Code { get; init; } = "";

    /// <summary>A sentence.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The bytes of the sentence where they are no UTF-8.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? ReasonBase64 { get; init; }

    /// <summary>The check that refuses the task, in numbers; null for other reasons.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefusalView? Refusal { get; init; }

    /// <summary>
    /// What the nodes of the cell say, that nearest to taking it first; null where no choice of a node holds it back.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<NodeOfferView>? Nodes { get; init; }

    /// <summary>What nodes refused of it lately, the newest first; null for other reasons.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RefusedView>? Refused { get; init; }

    /// <summary>Who holds the limit, licence or GPU that is lacking; null where something else is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HoldersView? Holders { get; init; }
}
