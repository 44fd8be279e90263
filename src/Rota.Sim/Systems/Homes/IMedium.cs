using Rota.Store.Home;

namespace Rota.Sim.Systems.Homes;

/// <summary>What keeps the commits of a simulated machine, and can lose the newest of them.</summary>
internal interface IMedium
{
    /// <summary>The home that it keeps.</summary>
    IHome Home { get; }

    /// <summary>Notes what is committed by now, as a place to go back to.</summary>
    void Mark();

    /// <summary>How many such places are noted.</summary>
    int Marks { get; }

    /// <summary>Forgets them all: what is committed by now is there for good.</summary>
    void Forget();

    /// <summary>Loses every commit since a place, each as a whole. All handles must be closed.</summary>
    /// <param name="mark">Which of those that are noted, from 0.</param>
    void LoseSince(int mark);
}
