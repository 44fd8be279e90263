using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Explaining;

/// <summary>Why a task does not run, or that it does.</summary>
/// <param name="Task">Its address: <c>42.train.3</c>.</param>
/// <param name="State">Its state.</param>
/// <param name="Reasons">The checks that hold it back, with numbers.</param>
public sealed record TaskExplanation(string Task, TaskState State, IReadOnlyList<ReasonView> Reasons) : View;
