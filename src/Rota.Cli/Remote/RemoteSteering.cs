using Rota.App.Steering;
using Rota.Client;
using Rota.Core.Model;
using Rota.Store.Turns;

namespace Rota.Cli.Remote;

/// <summary>Asks a server to change what runs, and waits for what the command line waits for.</summary>
internal static class RemoteSteering
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Has it carried out for each job that is open; one that is cancelled has ended then.</summary>
    public static async Task<SteeredJobs> Ask(RotaClient server, JobsRequest request)
    {
        var answer = await server.Steering.AskAsync(request, isPlan: false).ConfigureAwait(false);
        if (!request.AwaitsEnd || request.Asked is not [Request.Cancel])
        {
            return answer;
        }

        var ended = new List<SteeredJob>();
        foreach (var job in answer.Jobs)
        {
            var status = await server.Jobs.WaitAsync($"{job.Id}", Longest).ConfigureAwait(false);
            while (status.Job.Ended is null)
            {
                status = await server.Jobs.WaitAsync($"{job.Id}", Longest).ConfigureAwait(false);
            }

            var row = RemoteJob.RowOf(status.Job);
            ended.Add(job with { State = row.State.WireName(), Running = row.Running, Waiting = row.Waiting });
        }

        return answer with
        {
            Jobs = ended,
        };
    }
}
