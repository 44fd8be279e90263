using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Records;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Memory.Tables;

/// <summary>The rows of jobs and requests that come in.</summary>
internal static class Submitting
{
    /// <summary>Accepts a job.</summary>
    public static (HomeTables Tables, JobId Job) Accept(
        HomeTables tables,
        JobSpec spec,
        string? key,
        bool isWanted,
        Instant now
    )
    {
        var id = new JobId(tables.Next.Job);
        var rows = SubmissionRule.Rows(id, spec, key, isWanted, now);
        var job = new JobTables
        {
            Row = rows.Row,
            Key = key,
            Spec = spec,
            Groups = rows.Groups,
            Awaited = spec.After.ToImmutableSortedDictionary(
                need => need.Job,
                need =>
                    tables.Jobs.TryGetValue(need.Job, out var needed)
                        ? needed.IsOpen
                            ? (JobState?)null
                            : needed.Row.State
                        : throw AfterRule.Missing(need.Job)
            ),
        };
        var accepted = (tables with { Next = tables.Next with { Job = id.Value + 1 } }).With(job);
        if (key is not null)
        {
            Invariant.Check(!tables.Keys.ContainsKey(key), $"two jobs have the key {key}");
            accepted = accepted with { Keys = accepted.Keys.Add(key, id) };
        }

        return (rows.First is { } request ? Ask(accepted, id, request).Tables : accepted, id);
    }

    /// <summary>Leaves a request.</summary>
    public static (HomeTables Tables, long Request) Ask(HomeTables tables, JobId job, Request request)
    {
        var id = tables.Next.Request;
        var left = tables with
        {
            Inbox = tables.Inbox.Add(id, new InboxRow(job, request)),
            Next = tables.Next with { Request = id + 1 },
        };
        return (left, id);
    }

    /// <summary>Sets whether a job is wanted; one that is gone stays so.</summary>
    public static HomeTables Want(HomeTables tables, JobId id, bool isWanted) =>
        tables.Jobs.TryGetValue(id, out var job) && job.Row.IsWanted != isWanted
            ? tables.With(job with { Row = job.Row with { IsWanted = isWanted } })
            : tables;

    /// <summary>Submits the job of a schedule for an instant.</summary>
    public static (HomeTables Tables, JobId Job) Start(
        HomeTables tables,
        ScheduleTables schedule,
        JobSpec spec,
        Instant instant,
        bool isWanted,
        Instant now
    )
    {
        var (accepted, job) = Accept(tables, spec, FireRule.Key(schedule.Id, instant), isWanted, now);
        return (accepted.With(schedule with { Fires = schedule.Fires.SetItem(instant, job) }), job);
    }

    /// <summary>Submits jobs of a schedule for instants that have passed.</summary>
    public static (HomeTables Tables, IReadOnlyList<Backfilled> Told) Start(
        HomeTables tables,
        ScheduleTables schedule,
        BackfillOrder backfill,
        bool isWanted,
        Instant now
    )
    {
        var (made, told) = (new List<JobId>(), new List<Backfilled>());
        foreach (var (instant, known, starts) in BackfillRule.Plan(backfill, schedule.Fire))
        {
            if (!starts)
            {
                told.Add(new Backfilled(instant, known?.Job, IsNew: false));
                continue;
            }

            var spec = BackfillRule.JobOf(schedule.Job, backfill, instant, made);
            var key = BackfillRule.Key(schedule.Id, known, instant, now);
            (tables, var job) = Accept(tables, spec, key, isWanted, now);
            made.Add(job);
            told.Add(new Backfilled(instant, job, IsNew: true));
            schedule = schedule with
            {
                Fires = schedule.Fires.SetItem(instant, job),
                Backfilled = schedule.Backfilled.Add(instant),
            };
        }

        return (tables.With(schedule), told);
    }

    /// <summary>Jobs of a schedule that have not ended, without those of a backfill, in order.</summary>
    public static IEnumerable<JobId> OpenRuns(HomeTables tables, ScheduleId schedule) =>
        tables.Schedules.TryGetValue(schedule.Value, out var rows)
            ? rows
                .Fires.Where(fire => !rows.Backfilled.Contains(fire.Key))
                .Select(fire => fire.Value)
                .OfType<JobId>()
                .Where(job => tables.Jobs.TryGetValue(job, out var run) && run.IsOpen)
                .Distinct()
                .Order()
            : [];
}
