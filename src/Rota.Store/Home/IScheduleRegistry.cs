using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Records;

namespace Rota.Store.Home;

/// <summary>Where people register and change schedules. What it accepts is durable when the call returns.</summary>
public interface IScheduleRegistry : IDisposable
{
    /// <summary>
    /// Registers the job under its name. Another one that has the name is replaced only where that is asked for; its
    /// fires stay known.
    /// </summary>
    Registered Register(JobSpec job, ScheduleSpec spec, bool replace, Instant now);

    /// <summary>Pauses a schedule: nothing of it fires, and what waits is let go. False when there is none.</summary>
    bool Pause(string name);

    /// <summary>Lets a schedule go on from now: what came during the pause is not made up for.</summary>
    bool Resume(string name, Instant now);

    /// <summary>Forgets a schedule. Jobs that it made stay.</summary>
    bool Remove(string name);

    /// <summary>Submits the job of a schedule now, beside what is open of it. What is registered stays.</summary>
    /// <param name="name">The schedule.</param>
    /// <param name="parameters">Parameters that are other than registered.</param>
    /// <param name="now">When.</param>
    /// <returns>Its number, or null when there is no such schedule.</returns>
    JobId? RunNow(string name, ImmutableSortedDictionary<string, string> parameters, Instant now);

    /// <summary>
    /// Submits a job for each of some instants that have none. The schedule neither waits for them nor replaces them.
    /// </summary>
    /// <returns>What became of each, or null when there is no such schedule.</returns>
    IReadOnlyList<Backfilled>? Backfill(string name, BackfillOrder backfill, Instant now);
}
