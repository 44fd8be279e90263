using Rota.Cli.Output;
using Rota.Core.Model;
using Rota.Store.Queries;

namespace Rota.Cli.Commands;

/// <summary>What verbs answer programs that are about several jobs: the state of each.</summary>
internal static class JobAnswer
{
    public static void PrintJson(IEnumerable<JobRow> jobs) =>
        Invocation.Out.WriteLine(
            Json.Line(json =>
            {
                json.WriteNumber("version", 1);
                json.WriteStartArray("jobs");
                foreach (var job in jobs)
                {
                    json.WriteStartObject();
                    json.WriteNumber("id", job.Id.Value);
                    json.WriteString("state", job.State.Word());
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            })
        );
}
