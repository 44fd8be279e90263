using System.Diagnostics;
using Rota.Cli.Commands;
using Rota.Cli.Output;
using Rota.Sim.Policies;

namespace Rota.Cli.Simulation;

/// <summary>One line on a terminal that says how far a long simulation is.</summary>
internal sealed class PolicyProgress(int runs) : IDisposable
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(250);
    private readonly bool isShown = Invocation.IsTerminal;
    private readonly Lock gate = new();
    private long told = Stopwatch.GetTimestamp();
    private string name = "";
    private int run;
    private bool isDrawn;

    /// <summary>The next strategy begins.</summary>
    public void Begin(PolicySettings settings)
    {
        run++;
        name = $"{settings.Strategy}, {Words.Count(settings.Nodes, "node")}, load {settings.Load}";
    }

    /// <summary>So much of it is done.</summary>
    public void Tell(double share)
    {
        if (!isShown)
        {
            return;
        }

        lock (gate)
        {
            if (Stopwatch.GetElapsedTime(told) < Refresh)
            {
                return;
            }

            told = Stopwatch.GetTimestamp();
            isDrawn = true;
            Invocation.Error.Write($"\r\e[K{run} of {runs}: {name}: {share:0%}");
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (isDrawn)
        {
            Invocation.Error.Write("\r\e[K");
            isDrawn = false;
        }
    }

    public void Dispose() => Clear();
}
