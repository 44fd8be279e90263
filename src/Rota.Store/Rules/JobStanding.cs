using Rota.Core.Model;
using Rota.Store.Specs;

namespace Rota.Store.Rules;

/// <summary>How a job stands, as far as people change it.</summary>
/// <param name="State">Its state.</param>
/// <param name="Priority">Higher first.</param>
/// <param name="Queue">Its queue; null for that of jobs that name none.</param>
public sealed record JobStanding(JobState State, int Priority, string? Queue)
{
    /// <summary>As a JSON object.</summary>
    public string Text =>
        Properties.Object(json =>
        {
            json.Text("state", State.WireName());
            json.Number("priority", Priority);
            json.Text("queue", Queue);
        });
}
