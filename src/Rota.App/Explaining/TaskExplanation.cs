using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Explaining;

/// <summary>Why a task does not run, or that it does.</summary>
/// <param name="Task">Its address: <c>42.train.3</c>.</param>
/// <param name="Label">How people know it: <c>train[lr=0.1,seed=3]</c>.</param>
/// <param name="Params">Its parameters, name to value.</param>
/// <param name="State">Its state.</param>
/// <param name="Reasons">The checks that hold it back, with numbers.</param>
public sealed record TaskExplanation(
    string Task,
    string Label,
    ParamsView Params,
    TaskState State,
    IReadOnlyList<ReasonView> Reasons
) : View;
