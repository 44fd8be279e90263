namespace Rota.Web.Routing;

/// <summary>What a token must allow for a route.</summary>
public enum Scope
{
    /// <summary>Nothing: anybody who reaches the server may ask.</summary>
    None,

    /// <summary>To look at jobs, tasks, queues and the machine.</summary>
    Read,

    /// <summary>To read what tasks wrote.</summary>
    Logs,

    /// <summary>To hand in jobs, and tasks of open ones.</summary>
    Submit,

    /// <summary>To say on which nodes tasks run whose jobs leave that to others.</summary>
    Place,

    /// <summary>To change what runs: jobs, queues, schedules.</summary>
    Operate,

    /// <summary>To change who may do what.</summary>
    Admin,
}
