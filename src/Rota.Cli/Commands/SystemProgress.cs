using Rota.Cli.Output;
using Rota.Sim.Systems;

namespace Rota.Cli.Commands;

/// <summary>How far a long simulation is, for a person who watches.</summary>
internal sealed class SystemProgress(int count)
{
    private readonly Lock gate = new();
    private int done;
    private int broken;

    public void Done(SystemResult result)
    {
        lock (gate)
        {
            done++;
            broken += result.Broken is null ? 0 : 1;
            if (Invocation.IsTerminal)
            {
                Invocation.Error.Write($"\r{done} of {Words.Count(count, "world")}, {broken} with broken promises ");
            }
        }
    }

    public void Clear()
    {
        if (Invocation.IsTerminal)
        {
            Invocation.Error.Write("\r\e[K");
        }
    }
}
