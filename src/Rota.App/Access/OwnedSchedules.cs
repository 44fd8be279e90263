using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Access;

/// <summary>Registers jobs as those of a user.</summary>
internal sealed class OwnedSchedules(IScheduleRegistry registry, long owner, bool isAdmin) : IScheduleRegistry
{
    public Registered Register(JobSpec job, ScheduleSpec spec, bool replace, Instant now) =>
        registry.Register(OwnedJob.Of(job, owner, isAdmin), spec, replace, now);

    public bool Pause(string name) => registry.Pause(name);

    public bool Resume(string name, Instant now) => registry.Resume(name, now);

    public bool Remove(string name) => registry.Remove(name);

    public JobId? RunNow(string name, ImmutableSortedDictionary<string, string> parameters, Instant now) =>
        registry.RunNow(name, parameters, now);

    public IReadOnlyList<Backfilled>? Backfill(string name, BackfillOrder backfill, Instant now) =>
        registry.Backfill(name, backfill, now);

    public void Dispose() => registry.Dispose();
}
