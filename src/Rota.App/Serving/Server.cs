using Rota.Core.Model;

namespace Rota.App.Serving;

/// <summary>What kind of process runs jobs of a state.</summary>
internal enum ServerKind
{
    /// <summary><c>rota up</c>: all jobs, also those to come.</summary>
    Daemon,

    /// <summary><c>rota run</c> and its kin: the jobs that were named.</summary>
    Run,

    /// <summary><c>rota runner</c>, whose daemon or run has gone.</summary>
    Runner,

    /// <summary>One of another machine, or of another pid namespace: what it is cannot be told from here.</summary>
    Elsewhere,
}

/// <summary>Who runs jobs of a state.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Pid">Its process; null where that says nothing here.</param>
/// <param name="Since">When it took the state on, where that is known.</param>
internal sealed record Server(ServerKind Kind, int? Pid, Instant? Since)
{
    /// <summary>Where it is, where that is another machine.</summary>
    public string? Place { get; init; }

    /// <summary>The process in a sentence.</summary>
    public string Name =>
        Kind switch
        {
            ServerKind.Daemon => $"the daemon (pid {Pid})",
            ServerKind.Run => $"another run (pid {Pid})",
            ServerKind.Runner => $"a runner (pid {Pid})",
            _ => Place ?? "a process of another pid namespace",
        };
}
