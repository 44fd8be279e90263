namespace Rota.Core.Scheduling.State;

/// <summary>Named limits that people set while jobs run: a queue is an account whose capacity they choose.</summary>
public static class Queues
{
    /// <summary>The queue of jobs that name none.</summary>
    public const string Default = "default";
}
