using System.Text.Json;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Core.Model;
using Rota.Store.Local;
using Rota.Store.Records;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Verbs.Steering;

/// <summary>The jobs that a verb names: those that are open, and why it can do nothing with the others.</summary>
internal sealed class Asked
{
    private readonly List<JobRow> open = [];
    private readonly List<(long Id, ProblemException Why)> refused = [];

    /// <summary>Jobs that have not ended, each once.</summary>
    public IReadOnlyList<JobRow> Open => open;

    /// <summary>Looks the jobs up.</summary>
    public static Asked Of(StateDirectory state, IEnumerable<long> ids)
    {
        var asked = new Asked();
        using var queries = new JobQueries(state);
        foreach (var id in ids.Distinct())
        {
            try
            {
                asked.Add(id, KnownJob.Find(queries, id));
            }
            catch (ProblemException unknown)
            {
                asked.refused.Add((id, unknown));
            }
        }

        return asked;
    }

    /// <summary>Says of each of the others why nothing was done with it.</summary>
    /// <returns>The exit code: success only where there is none.</returns>
    public int TellRefused()
    {
        foreach (var (_, why) in refused)
        {
            Guard.Print(why.Problem);
        }

        return refused.Count == 0 ? ExitCode.Success : ExitCode.BadInput;
    }

    /// <summary>The others as a list; nothing where there is none.</summary>
    public void WriteRefused(Utf8JsonWriter json)
    {
        if (refused.Count == 0)
        {
            return;
        }

        json.WriteStartArray("refused");
        foreach (var (id, why) in refused)
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            json.WriteString("code", why.Problem.Code.Name);
            json.WriteString("reason", why.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Add(long id, JobRow job)
    {
        if (job.Ended is null)
        {
            open.Add(job);
        }
        else
        {
            refused.Add((id, new(ProblemCodes.JobEnded, $"job {id} has ended ({job.State.Word()})")));
        }
    }
}
