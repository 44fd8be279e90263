using Rota.Core.Scheduling.State;

namespace Rota.App.Serving;

/// <summary>Whoever has a process serve: says when it is to end, and hears what happens meanwhile.</summary>
internal interface IServingHost
{
    /// <summary>Whether it is to end.</summary>
    bool IsToEnd { get; }

    /// <summary>Begins to heed what people ask for.</summary>
    /// <param name="wake">Called when <see cref="IsToEnd"/> may have changed.</param>
    /// <returns>Ends that.</returns>
    IDisposable Heed(Action wake);

    /// <summary>A job has ended; on the thread of its runner.</summary>
    void JobEnded(ActiveJob job);

    /// <summary>Why nothing starts, once for each reason; null when it goes on.</summary>
    void Notice(string? why);
}
