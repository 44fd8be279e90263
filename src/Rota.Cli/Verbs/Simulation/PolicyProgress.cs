using System.Diagnostics;
using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Sim.Policies.Settings;

namespace Rota.Cli.Verbs.Simulation;

/// <summary>One line on a terminal that says how far a long simulation is.</summary>
internal sealed class PolicyProgress(int runs) : IDisposable
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(250);
    private readonly LivingBlock living = new();
    private readonly Lock gate = new();
    private long told = Stopwatch.GetTimestamp();
    private string name = "";
    private int run;

    /// <summary>The next strategy begins.</summary>
    public void Begin(PolicySettings settings)
    {
        run++;
        name = $"{settings.Strategy}, {Words.Count(settings.Nodes, "node")}, load {settings.Load}";
    }

    /// <summary>So much of it is done.</summary>
    public void Tell(double share)
    {
        lock (gate)
        {
            if (Stopwatch.GetElapsedTime(told) < Refresh)
            {
                return;
            }

            told = Stopwatch.GetTimestamp();
            living.Draw(new($"{run} of {runs}", Rank: 2), new($"{share:0%}", Rank: 1), new(name, Rank: 3));
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Clear() => living.Clear();

    public void Dispose() => Clear();
}
