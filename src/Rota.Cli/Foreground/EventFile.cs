using Rota.Cli.Output;
using Rota.Core.Model;
using Rota.Core.Reconcile;

namespace Rota.Cli.Foreground;

/// <summary>Writes a line of JSON for each committed change.</summary>
internal sealed class EventFile(string path) : IDisposable
{
    private readonly StreamWriter file = new(path, append: true);

    public void Write(TurnChanges changes)
    {
        foreach (var attempt in changes.Attempts)
        {
            Write(attempt, attempt.State.Word(), attempt.Started ?? attempt.Intended, null);
        }

        foreach (var ended in changes.Ended)
        {
            Write(ended.Attempt, ended.Outcome.Word(), ended.Report?.Ended ?? ended.At, ended);
        }

        foreach (var job in changes.Jobs.Where(job => job.Ended is not null))
        {
            file.WriteLine(
                Json.Line(json =>
                {
                    json.WriteString("event", "job");
                    json.WriteNumber("job", job.Id.Value);
                    json.WriteString("state", job.State.Word());
                    json.WriteInstant("at", job.Ended);
                })
            );
        }

        file.Flush();
    }

    public void Dispose() => file.Dispose();

    private void Write(Attempt attempt, string state, Instant at, EndedAttempt? ended)
    {
        var task = attempt.Job.Spec.Tasks[attempt.Group.Ordinal];
        file.WriteLine(
            Json.Line(json =>
            {
                json.WriteString("event", "task");
                json.WriteNumber("job", attempt.Job.Id.Value);
                json.WriteString("task", task.Id);
                json.WriteInteger("index", task.Expansion.IsIndexed ? task.Expansion.Label(attempt.Index) : null);
                json.WriteNumber("attempt", attempt.Number);
                json.WriteString("state", state);
                json.WriteInstant("at", at);
                if (ended is not null)
                {
                    json.WriteInteger("exit_code", ended.Report?.ExitCode);
                    json.WriteInteger("signal", ended.Report?.Signal);
                    json.WriteString("reason", ended.Reason);
                }
            })
        );
    }
}
