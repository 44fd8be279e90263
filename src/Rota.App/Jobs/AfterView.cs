using System.Text.Json.Serialization;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Core.Scheduling.State;

namespace Rota.App.Jobs;

/// <summary>Another job that one waits for before it starts.</summary>
public sealed record AfterView
{
    internal AfterView(AwaitedJob awaited) => Awaited = awaited;

    /// <summary>Its number.</summary>
    public long Job => Awaited.Need.Job.Value;

    /// <summary>How it must end: <c>succeeded</c>, <c>failed</c> or <c>finished</c>.</summary>
    public string Condition => AfterWords.Name(Awaited.Need.Condition);

    /// <summary>How it ended; null while it has not.</summary>
    public string? Outcome => Awaited.Outcome?.WireName();

    /// <summary>What the home knows of it.</summary>
    [JsonIgnore]
    internal AwaitedJob Awaited { get; }
}
