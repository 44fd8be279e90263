namespace Rota.App.Schedules;

/// <summary>Instants of a schedule to make up for.</summary>
/// <param name="Name">The schedule.</param>
/// <param name="From">The first day or instant, as it is written.</param>
/// <param name="To">The last one, included.</param>
public sealed record BackfillRequest(string Name, string From, string To)
{
    /// <summary>How far apart they are; null for the instants of the schedule itself.</summary>
    public string? Every { get; init; }

    /// <summary>How many of the jobs run at a time.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>Whether those get another job that have one.</summary>
    public bool Again { get; init; }

    /// <summary>Parameters that are other than registered.</summary>
    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();
}
