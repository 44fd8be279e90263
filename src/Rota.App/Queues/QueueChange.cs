namespace Rota.App.Queues;

/// <summary>What is to become of a queue.</summary>
/// <param name="Name">Its name.</param>
public abstract record QueueChange(string Name)
{
    /// <summary>So many of its tasks may run at a time; null for no limit.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Concurrency">How many, from 0 on.</param>
    public sealed record Limit(string Name, int? Concurrency) : QueueChange(Name);

    /// <summary>It is open at these hours only.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Hours">The hours as they are written; null for always.</param>
    /// <param name="TimeZone">Whose clock is meant.</param>
    public sealed record Open(string Name, string? Hours, string TimeZone) : QueueChange(Name);

    /// <summary>Nothing more of it starts, or it goes on. What runs goes on anyway.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="IsPaused">Which of the two.</param>
    public sealed record Pause(string Name, bool IsPaused) : QueueChange(Name);

    /// <summary>What was set for it is forgotten. A name that an older version let in can still be named.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record Removal(string Name) : QueueChange(Name);
}
