namespace Rota.Sim.Systems.Machine;

/// <summary>Who is told of an end, and who takes the children that a process leaves.</summary>
/// <param name="table">All processes.</param>
/// <param name="childEnded">Tells a parent that a child has ended: parent, child.</param>
internal sealed class Parentage(PidTable table, Action<SimProcess, SimProcess> childEnded)
{
    /// <summary>Orphans go to the next keeper or anchor above, and to init when there is none.</summary>
    public void HandOver(SimProcess dead)
    {
        foreach (var child in table.All.Where(child => child.Parent == dead.Pid).ToArray())
        {
            var above = table.Find(dead.Parent);
            while (above is not null && !(above is { IsAlive: true, Role: "keeper" or "anchor" }))
            {
                above = table.Find(above.Parent);
            }

            child.Parent = above?.Pid ?? PidTable.Init;
            if (child.IsOver)
            {
                Tell(child);
            }
        }
    }

    /// <summary>Tells the parent; one that nobody waits for is gone at once.</summary>
    public void Tell(SimProcess ended)
    {
        if (table.Find(ended.Parent) is { IsAlive: true, IsOfTask: false } parent)
        {
            childEnded(parent, ended);
        }
        else
        {
            table.Remove(ended.Pid);
        }
    }
}
