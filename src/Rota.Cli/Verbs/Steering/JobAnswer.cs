using System.Text.Json;
using Rota.App.Views;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.Cli.Verbs.Steering;

/// <summary>What verbs answer programs that are about several jobs: the state of each.</summary>
internal static class JobAnswer
{
    /// <summary>Prints it.</summary>
    public static void PrintJson(IEnumerable<JobRow> jobs) =>
        PrintList(
            jobs,
            (json, job) =>
            {
                json.WriteNumber("id", job.Id.Value);
                json.WriteString("state", job.State.WireName());
            }
        );

    /// <summary>Prints a list of jobs.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="write">Writes what there is to say of each.</param>
    public static void PrintList(IEnumerable<JobRow> jobs, Action<Utf8JsonWriter, JobRow> write) =>
        Screen.Out.WriteLine(
            Json.Line(json =>
            {
                json.WriteNumber("version", 1);
                json.WriteStartArray("jobs");
                foreach (var job in jobs)
                {
                    json.WriteStartObject();
                    write(json, job);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            })
        );
}
