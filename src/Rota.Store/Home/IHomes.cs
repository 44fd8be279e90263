using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.Store.Home;

/// <summary>A kind of home store: makes the ports to the one of a state.</summary>
public interface IHomes
{
    /// <summary>The engine, as who examines the machine is told: <c>sqlite</c>.</summary>
    string Engine { get; }

    /// <summary>The engine's version.</summary>
    string EngineVersion { get; }

    /// <summary>What the engine promises of what it has accepted, for who examines the machine.</summary>
    IReadOnlyList<HomeFinding> Promises() => [];

    /// <summary>The home of a state. Nothing is opened by that, and nothing made.</summary>
    IHome Of(StateDirectory state);

    /// <summary>Begins to make a state of a backup.</summary>
    /// <param name="target">Where it is to be: nothing, or an empty directory.</param>
    /// <exception cref="StoreException">Another process restores to the same place.</exception>
    IRestoring Restore(string target);
}
