using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Claims;
using Rota.Store.Home;
using Rota.Store.Memory.Tables;
using Rota.Store.Nodes;
using Rota.Store.Records;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Memory.Submissions;

/// <summary>Where jobs and requests are handed in.</summary>
internal sealed class JobSubmissions(Writer writer) : IJobSubmissions
{
    public Submitted Submit(JobSpec spec, string? key, bool isWanted, Instant now) =>
        writer.Change(tables =>
        {
            if (key is not null && tables.Keys.TryGetValue(key, out var known))
            {
                var job = tables.Jobs[known];
                return (tables, SubmissionRule.Known(known, job.Submitted ?? job.Spec, spec), null);
            }

            var wanted = SubmissionRule.IsWanted(isWanted, tables.Frame.ServesAll);
            var (accepted, id) = Submitting.Accept(tables, spec, key, wanted, now);
            return (accepted, new Submitted(id, IsNew: true, IsSame: true), JobDeeds.Submit(id, spec));
        });

    public long Ask(JobId job, Request request, Instant now) =>
        writer.Change(tables =>
        {
            var (asked, number) = Submitting.Ask(
                SubmissionRule.Wants(request) ? Submitting.Want(tables, job, isWanted: true) : tables,
                job,
                request
            );
            return (asked, number, JobDeeds.Ask(job, tables.Standing(job), request));
        });

    public Claimed Claim(JobId job, Request.Claim claim, string? key, Instant now) =>
        writer.Change(tables =>
        {
            if (key is not null && tables.Claims.Values.FirstOrDefault(row => row.Key == key) is { } known)
            {
                return (tables, new Claimed(known, IsNew: false), null);
            }

            var (asked, number) = Submitting.Ask(tables, job, claim);
            var row = new ClaimRow
            {
                Request = number,
                Task = new TaskKey(job, claim.Group, claim.Index),
                Node = claim.Node,
                Key = key,
                Made = now,
            };
            var old = asked.Claims.Keys.Where(one => one <= number - ClaimRow.KeptMax);
            var kept = asked with { Claims = asked.Claims.RemoveRange(old).Add(number, row) };
            return (kept, new Claimed(row, IsNew: true), JobDeeds.Ask(job, tables.Standing(job), claim));
        });

    public void WantOnly(IReadOnlyList<JobId> jobs) =>
        writer.Change(tables =>
        {
            var changed = Want(tables with { Frame = tables.Frame with { ServesAll = false } }, isWanted: false);
            var dropped = changed.Inbox.Where(left => SubmissionRule.IsDropped(left.Value.Request));
            changed = changed with { Inbox = changed.Inbox.RemoveRange(dropped.Select(left => left.Key)) };
            var wanted = jobs.Aggregate(changed, (rows, job) => Submitting.Want(rows, job, isWanted: true));
            return (wanted, true, JobDeeds.RunOnly(jobs));
        });

    public int? SetSlots(int slots) =>
        writer.Change(tables =>
            tables.Own is { Said: var said } own
                ? (
                    tables with
                    {
                        Frame = FrameRule.ToLookAt(tables.Frame),
                        Own = NodeRule.Own(own, said.Name, said.Capacity with { Slots = slots }),
                    },
                    (int?)said.Capacity.Slots,
                    JobDeeds.Slots(said.Capacity.Slots, slots)
                )
                : (tables, null, null)
        );

    public void WantAll(bool all) =>
        writer.Change(tables =>
        {
            var changed = tables with { Frame = tables.Frame with { ServesAll = all } };
            var deed = JobDeeds.Serve(tables.Frame.ServesAll, all);
            return (all ? Want(changed, isWanted: true) : changed, true, deed);
        });

    public void Dispose() => writer.Dispose();

    private static HomeTables Want(HomeTables tables, bool isWanted) =>
        tables
            .Jobs.Values.Where(job => job.IsOpen)
            .Aggregate(tables, (rows, job) => Submitting.Want(rows, job.Row.Id, isWanted));
}
