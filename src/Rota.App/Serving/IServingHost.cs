using Microsoft.Extensions.Logging;
using Rota.Linux.Services;

namespace Rota.App.Serving;

/// <summary>Whoever has a process serve: says when it is to end, and takes its log.</summary>
internal interface IServingHost
{
    /// <summary>Whether it is to end.</summary>
    bool IsToEnd { get; }

    /// <summary>Begins to heed what people ask for.</summary>
    /// <param name="wake">Called when <see cref="IsToEnd"/> may have changed.</param>
    /// <returns>Ends that.</returns>
    IDisposable Heed(Action wake);

    /// <summary>Where the process tells of itself.</summary>
    ILoggerProvider Logs { get; }

    /// <summary>Who watches over the process; null for nobody.</summary>
    Supervisor? Supervisor => null;
}
