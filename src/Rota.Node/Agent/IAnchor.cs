namespace Rota.Node.Agent;

/// <summary>The anchor of a state, as one sees it who finds no keeper.</summary>
internal interface IAnchor
{
    /// <summary>Whether one is there: it brings a keeper up by itself.</summary>
    bool IsThere { get; }

    /// <summary>Where anchor and keeper print.</summary>
    string Log { get; }

    /// <summary>Starts one. A second is harmless: it finds the first and ends.</summary>
    /// <exception cref="IOException">The system has no place for it now.</exception>
    void Start();

    /// <summary>
    /// What anchor or keeper printed last, which is the reason people look for first; null for nothing.
    /// </summary>
    string? LastWord();
}
