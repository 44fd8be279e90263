using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Memory.Tables;
using Rota.Store.Outbox;
using Rota.Store.Rules;

namespace Rota.Store.Memory.Submissions;

/// <summary>Removes ended jobs: their rows in one step each, then what their tasks left in the state.</summary>
internal sealed class Prune : IPruning
{
    private readonly Writer writer;
    private readonly StateDirectory state;
    private readonly UpkeepLock upkeep;
    private readonly Removal removal = new();

    public Prune(Writer writer)
    {
        (this.writer, state) = (writer, writer.Committed.State);
        upkeep = new UpkeepLock(state);
    }

    public IReadOnlyList<JobId> FinishEarlier()
    {
        var left = JobDirectories.Leftovers(state, writer.Now).Where(one => one.IsOurs).ToArray();
        foreach (var one in left)
        {
            removal.Remove(one.Path);
        }

        return [.. left.Select(one => new JobId(one.Job)).Distinct()];
    }

    public void Remove(JobId job)
    {
        var isRemoved = writer.Change(tables =>
            tables.Jobs.TryGetValue(job, out var rows) && !rows.IsOpen
                ? (Without(tables, job, rows.Key), true, JobDeeds.Remove(job, tables.Standing(job)))
                : (tables, false, null)
        );
        if (isRemoved && Directory.Exists(state.JobDirectory(job.Value)))
        {
            removal.Remove(state.JobDirectory(job.Value));
        }
    }

    public long ForgetAudit(Instant before) =>
        writer.Change<long>(tables =>
        {
            var count = tables.Audit.TakeWhile(entry => entry.Author.At < before).Count();
            return count == 0
                ? (tables, 0L, null)
                : (
                    tables with
                    {
                        Audit = tables.Audit.RemoveRange(0, count),
                    },
                    count,
                    AuditProof.Pruning(tables.Audit[count - 1], count)
                );
        });

    public long GiveBack() => removal.Freed;

    public void Dispose()
    {
        upkeep.Dispose();
        writer.Dispose();
    }

    private static HomeTables Without(HomeTables tables, JobId job, string? key) =>
        tables with
        {
            Jobs = tables.Jobs.Remove(job),
            Keys = key is null ? tables.Keys : tables.Keys.Remove(key),
            Outbox = tables.Outbox with
            {
                Rows = tables.Outbox.Rows.RemoveRange(
                    tables
                        .Outbox.Rows.Values.Where(row => row.Job == job && row.State != DeliveryState.Waiting)
                        .Select(row => row.Number)
                ),
            },
            Claims = tables.Claims.RemoveRange(
                tables.Claims.Values.Where(claim => claim.Task.Job == job).Select(claim => claim.Request)
            ),
            Inbox = tables.Inbox.RemoveRange(
                tables.Inbox.Where(request => request.Value.Job == job).Select(request => request.Key)
            ),
        };
}
