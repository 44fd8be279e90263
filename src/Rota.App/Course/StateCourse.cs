using Rota.App.Explaining;
using Rota.App.Problems;
using Rota.App.Watching;
using Rota.Core.Model;
using Rota.Store;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Course;

/// <summary>
/// How a state goes: a sample every few seconds, a day of minutes kept in memory. It begins anew with the daemon, and
/// says since when it looks.
/// </summary>
/// <param name="site">The state.</param>
public sealed class StateCourse(Site site)
{
    private readonly Lock gate = new();
    private readonly MinuteRing minutes = new();
    private readonly JobTotals totals = new();
    private readonly StartWatch starts = new();
    private CourseLevels levels = new();
    private WaitingView? oldest;
    private Instant? since;

    /// <summary>Takes a sample. What fails is left for the next time: nobody waits for it.</summary>
    public void Sample()
    {
        try
        {
            using var home = site.Open().Read();
            Take(home, site.Now);
        }
        catch (StoreException)
        {
            // It cannot be read now: what was seen before stays, with its age.
        }
    }

    /// <summary>The newest minutes, and how it stood at the last sample.</summary>
    /// <param name="count">How many minutes.</param>
    public CourseView Newest(int count)
    {
        lock (gate)
        {
            var day = minutes.Newest(MinuteRing.Kept);
            return new CourseView(site.Now, since, levels, oldest, minutes.Newest(count), day);
        }
    }

    private void Take(IHomeReader home, Instant now)
    {
        var open = home.Unfinished();
        var seen = CourseLevels.Of(open);
        var waiting = starts.Oldest(open, now);
        var view = waiting is { } one ? Waiting(one.Job, one.Since) : null;
        lock (gate)
        {
            var (ended, failed) = totals.Since(home, open);
            (levels, oldest, since) = (seen, view, since ?? now);
            minutes.Take(now.Micros / 60_000_000, new MinuteLevels(seen.Waiting, seen.Running, ended, failed));
        }
    }

    private WaitingView? Waiting(JobRow job, Instant since)
    {
        try
        {
            var address = WaitingEntry.Address(site, job.Id.Value);
            var reasons = ExplainCase.Of(site, address).Reasons;
            return new WaitingView(address, job.Name, since, reasons is [var first, ..] ? first.Reason : null);
        }
        catch (ProblemException)
        {
            // It has started, or ended, meanwhile.
            return null;
        }
    }
}
