namespace Rota.Core.Scheduling.State;

/// <summary>Strict priority, then order of submission, then order of becoming ready.</summary>
internal sealed class ReadyOrder : IComparer<ReadyQueue>
{
    public static readonly ReadyOrder Instance = new();

    public int Compare(ReadyQueue? x, ReadyQueue? y)
    {
        var byPriority = y!.Job.Priority.CompareTo(x!.Job.Priority);
        var byJob = byPriority != 0 ? byPriority : x.Job.Id.CompareTo(y.Job.Id);
        var byOrder = byJob != 0 ? byJob : x.Order.CompareTo(y.Order);
        return byOrder != 0 ? byOrder : x.Id.CompareTo(y.Id);
    }
}
