using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Jobs;

/// <summary>A job in an answer about several: what became of it.</summary>
public sealed record JobStateView
{
    internal JobStateView(JobRow row) => Row = row;

    /// <summary>Its number.</summary>
    public long Id => Row.Id.Value;

    /// <summary>Its state, in a word.</summary>
    public string State => Row.State.WireName();

    /// <summary>What else people are told of it.</summary>
    internal JobRow Row { get; }
}
