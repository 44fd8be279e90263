using System.Text.Json;
using Rota.App.Serving;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Jobs;

/// <summary>
/// The state of a job for people, in every list: what it waits for, whether somebody runs it, and whether it takes
/// more.
/// </summary>
internal static class StateWords
{
    private const int NamedMax = 3;

    /// <summary>The words; null where they are that of the state alone.</summary>
    public static string? More(IHomeReader queries, JobRow job, Server? server, Instant now) =>
        Of(queries, job, server, now) is var words && words == job.State.WireName() ? null : words;

    private static string Of(IHomeReader queries, JobRow job, Server? server, Instant now) =>
        (HeldBack(queries, job, now) ?? ServedNotes.State(job.State, ServedNotes.IsServed(job, server)))
        + (job.IsOpen && job.Ended is null ? ", open" : "");

    private static string? HeldBack(IHomeReader queries, JobRow job, Instant now)
    {
        if (job.State != JobState.Queued || job.Started is not null)
        {
            return null;
        }

        if (job.NotBefore is { } moment && moment > now)
        {
            return $"waiting until {Moment(moment, now)}";
        }

        var needed = Needed(queries, job.Id);
        return needed.Length == 0
            ? null
            : $"after {string.Join(", ", needed.Take(NamedMax))}"
                + (needed.Length > NamedMax ? $" and {needed.Length - NamedMax} more" : "");
    }

    /// <summary>One job whose stored form is damaged must not hide the others.</summary>
    private static JobId[] Needed(IHomeReader queries, JobId job)
    {
        try
        {
            return [.. queries.Awaited(job).Where(awaited => !awaited.IsMet).Select(awaited => awaited.Need.Job)];
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or KeyNotFoundException)
        {
            return [];
        }
    }

    /// <summary>On this machine's clock: of today the time alone.</summary>
    private static string Moment(Instant moment, Instant now)
    {
        var (date, today) = (moment.ToDateTime().ToLocalTime(), now.ToDateTime().ToLocalTime().Date);
        return date.Date == today ? date.ToString("HH:mm") : Words.Time(moment)[..^3];
    }
}
