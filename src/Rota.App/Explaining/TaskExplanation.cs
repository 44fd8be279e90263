using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Explaining;

/// <summary>Why a task does not run, or that it does.</summary>
/// <param name="Task">Its address: <c>42.train.3</c>.</param>
/// <param name="State">Its state.</param>
/// <param name="Reasons">The checks that hold it back, with numbers.</param>
public sealed record TaskExplanation(string Task, TaskState State, IReadOnlyList<ReasonView> Reasons) : View;

/// <summary>One reason.</summary>
/// <param name="Code">Stable name of the kind of reason.</param>
/// <param name="Reason">A sentence.</param>
/// <param name="ReasonBase64">The bytes of the sentence where they are no UTF-8.</param>
public sealed record ReasonView(
    string Code,
    string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] byte[]? ReasonBase64
);
