namespace Rota.Core.Placement.Nodes;

/// <summary>Whether a node takes more work. What it runs goes on in each of them.</summary>
public enum NodeStanding
{
    /// <summary>It takes work.</summary>
    Open,

    /// <summary>People let nothing more start there.</summary>
    Cordoned,

    /// <summary>Nothing more starts there, and what waits there goes elsewhere: it is to be empty.</summary>
    Draining,

    /// <summary>Nobody hears of it. What it runs may run on, and what was ordered there is in doubt.</summary>
    Silent,
}
