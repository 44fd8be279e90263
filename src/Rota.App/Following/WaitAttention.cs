using System.Diagnostics;
using Rota.App.Explaining;
using Rota.App.Serving;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Node.Machine;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.App.Following;

/// <summary>
/// Watches whether somebody runs what is waited for, and says each change of it: whatever is printed, nobody waits for
/// ever without knowing.
/// </summary>
/// <param name="state">The state.</param>
/// <param name="node">What is stated of the node.</param>
/// <param name="queries">What is read of it.</param>
/// <param name="tell">Who is told.</param>
internal sealed class WaitAttention(StateDirectory state, NodeOptions node, IHomeReader queries, Action<string> tell)
{
    /// <summary>A moment between one who leaves and one who takes over is none.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(1);
    private long looked = Stopwatch.GetTimestamp();
    private readonly Dictionary<JobId, StandstillNotes> standstills = [];
    private string? suspected;
    private string? said;

    /// <summary>Who runs jobs of the state now.</summary>
    public Server? Server => Served.By(state, queries);

    /// <summary>Says what has changed since the last look.</summary>
    public void Tell(IReadOnlyCollection<JobRow> jobs)
    {
        TellStandstills(jobs);
        if (Stopwatch.GetElapsedTime(looked) < Doubt)
        {
            return;
        }

        looked = Stopwatch.GetTimestamp();
        var server = Server;
        var note = string.Join('\n', jobs.Select(job => ServedNotes.Sentence(job, server)).OfType<string>());
        if (note == suspected && note != (said ?? ""))
        {
            said = note;
            tell(note.Length == 0 ? $"{server?.Name ?? "somebody"} goes on with it" : note);
        }

        suspected = note;
    }

    private void TellStandstills(IEnumerable<JobRow> jobs)
    {
        foreach (var job in jobs)
        {
            if (!standstills.TryGetValue(job.Id, out var standstill))
            {
                standstills[job.Id] = standstill = StandstillNotes.Of(state, node, queries);
            }

            if (standstill.New(job) is { } waits)
            {
                tell(Plain.Line(waits));
            }
        }
    }
}
