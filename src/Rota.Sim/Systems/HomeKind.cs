namespace Rota.Sim.Systems;

/// <summary>The home store of a world. What is decided in it is the same on any.</summary>
public enum HomeKind
{
    /// <summary>Rows in memory: the quickest.</summary>
    Memory,

    /// <summary>The production store on a real SQLite file, whose log is torn byte by byte.</summary>
    Sqlite,
}
