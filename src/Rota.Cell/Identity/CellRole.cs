namespace Rota.Cell.Identity;

/// <summary>What a certificate of a cell lets its holder do.</summary>
public enum CellRole
{
    /// <summary>Speaks for the home: nodes take its orders.</summary>
    Home,

    /// <summary>Announces itself under its name, and runs what the home orders.</summary>
    Node,
}
