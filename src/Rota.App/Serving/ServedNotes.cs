using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Serving;

/// <summary>
/// Says where nobody runs a job that has not ended: the state of a job is what its last runner wrote, and that one may
/// be gone.
/// </summary>
internal static class ServedNotes
{
    private const int NamedMax = 5;

    /// <summary>Whether somebody runs the job now; null for one that has ended.</summary>
    public static bool? IsServed(JobRow job, Server? server) =>
        job.Ended is null ? server is not null && job.IsWanted : null;

    /// <summary>The state of the job for people: what is called running is run by somebody.</summary>
    public static string State(JobState state, bool? isServed) =>
        state == JobState.Running && isServed == false ? "running, unserved" : state.WireName();

    /// <summary>That nobody runs the job, and what to type; null where somebody does, or it has ended.</summary>
    public static string? Sentence(JobRow job, Server? server) =>
        IsServed(job, server) != false
            ? null
            : $"nobody runs job {job.Id} now"
                + (server is null ? "" : $" ({server.Name} runs others only)")
                + (job.Live > 0 ? ", what it started runs on and nothing more starts" : "")
                + $"; {Remedy($"rota resume {job.Id}", server)}";

    /// <summary>
    /// What goes on with a job that nobody runs, or will run once a request is taken; null where somebody does.
    /// </summary>
    public static string? Remedy(JobRow job, Server? server) =>
        server is null || !job.IsWanted ? Remedy($"rota resume {job.Id}", server) : null;

    /// <summary>The same for many jobs in one sentence. A paused one waits because somebody said so.</summary>
    public static string? Sentence(IEnumerable<JobRow> jobs, Server? server)
    {
        var left = jobs.Where(job => IsServed(job, server) == false && job.State != JobState.Paused).ToArray();
        return left switch
        {
            [] => null,
            [var job] => Sentence(job, server),
            _ => "nobody runs jobs "
                + string.Join(", ", left.Take(NamedMax).Select(job => job.Id))
                + (left.Length > NamedMax ? $" and {left.Length - NamedMax} more" : "")
                + $" now; {Remedy("rota resume ID, or rota resume for all", server)}",
        };
    }

    private static string Remedy(string resume, Server? server) =>
        $"go on with: {resume} (--detach: in the background){(server is null ? ", or rota up --detach" : "")}";
}
