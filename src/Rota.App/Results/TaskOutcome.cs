using System.Text.Json;
using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Results;

/// <summary>A task with its result, as a later task of its job reads it.</summary>
/// <param name="Index">Its index; null where its entry is one task.</param>
/// <param name="Label">How people know it.</param>
/// <param name="Params">Its parameters, name to value.</param>
/// <param name="State">How it ended.</param>
/// <param name="Result">The result that it reported; null for none.</param>
internal sealed record TaskOutcome(long? Index, string Label, ParamsView Params, TaskState State, JsonElement? Result);
