using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Memory;

namespace Rota.Sim.Systems.Homes;

/// <summary>A home in memory, which is set back to what it was.</summary>
internal sealed class MemoryMedium(StateDirectory state) : IMedium
{
    private readonly MemoryHome home = new(state);
    private readonly List<MemoryImage> marks = [];

    public IHome Home => home;

    public int Marks => marks.Count;

    public void Mark() => marks.Add(home.Image);

    public void Forget() => marks.Clear();

    public void LoseSince(int mark) => home.SetBack(marks[mark]);
}
