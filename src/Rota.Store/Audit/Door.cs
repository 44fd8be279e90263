namespace Rota.Store.Audit;

/// <summary>By which way a change came into a home.</summary>
public enum Door
{
    /// <summary>From the system itself: nobody said who asks.</summary>
    System,

    /// <summary>By the command line.</summary>
    Cli,

    /// <summary>By the HTTP API, with a token.</summary>
    Api,

    /// <summary>By the HTTP API, with a session of a browser.</summary>
    Session,

    /// <summary>By a schedule whose moment had come.</summary>
    Schedule,

    /// <summary>By the HTTP API, on the socket that tells which user of the machine asks.</summary>
    Peer,
}
