using Rota.Sim.Policies.Model;

namespace Rota.Sim.Policies.Pending;

/// <summary>
/// The set of pending events. Two implementations give the same order: one made for speed, and one plain heap that
/// shows
/// what that gains and that it changes nothing.
/// </summary>
internal interface ISchedule
{
    /// <summary>Makes an empty one.</summary>
    void Open(in ScheduleShape shape);

    /// <summary>Plans the next arrival. There is one at a time.</summary>
    void Arrive(long time);

    /// <summary>Plans the end of what a server does. There is one for each server at a time.</summary>
    void End(int server, long time);

    /// <summary>Takes back the end of what a server does.</summary>
    void Cancel(int server);

    /// <summary>Plans a message on a row: its delay is the same for all that are sent on it.</summary>
    void Send(int row, long now, in Event message);

    /// <summary>Plans something at any moment.</summary>
    void At(long time, in Event happening);

    /// <summary>Takes the next event out, by time and then by sequence.</summary>
    bool TryNext(out Event next);
}

/// <summary>What a schedule must know to be quick.</summary>
/// <param name="Servers">How many servers there are, which end one task at a time.</param>
/// <param name="MeanGap">Expected time between ends of tasks, in ticks.</param>
/// <param name="Delays">Delay of each row, in ticks.</param>
/// <param name="Foresight">Fetches what ends will touch; null where all of it is in the cache.</param>
internal readonly record struct ScheduleShape(int Servers, long MeanGap, long[] Delays, Foresight? Foresight = null);
