using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Core.Scheduling.State;

namespace Rota.App.Jobs;

/// <summary>Another job that one waits for before it starts.</summary>
/// <param name="Job">Its number.</param>
/// <param name="Condition">How it must end: <c>succeeded</c>, <c>failed</c> or <c>finished</c>.</param>
/// <param name="Outcome">How it ended; null while it has not.</param>
public sealed record AfterView(long Job, string Condition, string? Outcome)
{
    internal static AfterView Of(AwaitedJob awaited) =>
        new(awaited.Need.Job.Value, AfterWords.Name(awaited.Need.Condition), awaited.Outcome?.WireName());
}
