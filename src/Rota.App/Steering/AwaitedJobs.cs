using Rota.App.Serving;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Steering;

/// <summary>How jobs stand when waiting for them is over.</summary>
/// <param name="Jobs">Each, as often as it was named.</param>
public sealed record AwaitedJobs(IReadOnlyList<AwaitedJob> Jobs) : View
{
    /// <summary>Why it is over.</summary>
    internal WaitEnd End { get; init; }

    /// <summary>Who goes on with those that have not ended; null for nobody, and where all have.</summary>
    internal Server? Server { get; init; }
}

/// <summary>A job that was waited for.</summary>
public sealed record AwaitedJob
{
    internal AwaitedJob(JobRow row, Server? server) => (Row, Served) = (row, ServedNotes.IsServed(row, server));

    /// <summary>Its number.</summary>
    public long Id => Row.Id.Value;

    /// <summary>Its state.</summary>
    public string State => Row.State.WireName();

    /// <summary>Whether somebody runs it; null for one that has ended.</summary>
    public bool? Served { get; }

    /// <summary>What else people are told of it.</summary>
    internal JobRow Row { get; }
}

/// <summary>Why waiting is over.</summary>
internal enum WaitEnd
{
    /// <summary>The jobs have ended.</summary>
    Ended,

    /// <summary>Whoever waited does not any more.</summary>
    Left,

    /// <summary>It took longer than was waited for.</summary>
    TimedOut,
}
