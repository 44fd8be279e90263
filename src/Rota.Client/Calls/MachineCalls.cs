using System.Text.Json.Nodes;
using Rota.App.Cells;
using Rota.App.Checking;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Slots;
using Rota.App.Watching;
using Rota.Client.Sending;

namespace Rota.Client.Calls;

/// <summary>
/// Looks at the state as a whole, and at the machine. Each call throws a <see cref="ProblemException"/> where it is
/// refused.
/// </summary>
public sealed class MachineCalls
{
    private readonly Sender sender;

    internal MachineCalls(Sender sender) => this.sender = sender;

    /// <summary>Who serves the state.</summary>
    public Task<ServerView> ServerAsync(CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/server"), ServingJson.Default.ServerView, left);

    /// <summary>How the state stands now, in a page.</summary>
    public Task<Overview> OverviewAsync(OverviewRequest request, CancellationToken left = default) =>
        sender.Read(
            Ask.Get($"/v1/overview")
                .With("jobs", request.Jobs)
                .With("running", request.Running)
                .With("failures", request.Failures),
            WatchingJson.Default.Overview,
            left
        );

    /// <summary>The tasks of a job that fit a screen: of many the first of each kind.</summary>
    /// <param name="job">Its number.</param>
    /// <param name="rows">How many.</param>
    /// <param name="left">Ends the call.</param>
    /// <returns>Null where the job is gone.</returns>
    public async Task<JobPage?> PageAsync(long job, int rows, CancellationToken left = default)
    {
        try
        {
            return await sender
                .Read(Ask.Get($"/v1/jobs/{job}/page").With("rows", rows), WatchingJson.Default.JobPage, left)
                .ConfigureAwait(false);
        }
        catch (ProblemException gone) when (gone.Problem.Code == ProblemCodes.NoSuchJob)
        {
            return null;
        }
    }

    /// <summary>The other machines of the server's cell.</summary>
    public Task<CellNodes> NodesAsync(CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/nodes"), CellsJson.Default.CellNodes, left);

    /// <summary>Has a node of the server's cell take work, or none.</summary>
    /// <param name="node">Its name.</param>
    /// <param name="verb">What is done: cordon, drain or open.</param>
    /// <param name="left">Ends the wait for an answer.</param>
    public Task<StandingView> StandAsync(string node, string verb, CancellationToken left = default) =>
        sender.Read(Ask.Post($"/v1/nodes/{node}:{verb}"), CellsJson.Default.StandingView, left);

    /// <summary>Takes a node out of the server's cell.</summary>
    public Task<RemovedView> RemoveNodeAsync(string node, CancellationToken left = default) =>
        sender.Read(Ask.Post($"/v1/nodes/{node}:remove"), CellsJson.Default.RemovedView, left);

    /// <summary>The timetable of the runners.</summary>
    public Task<TimetableView> SlotsAsync(CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/slots"), SlotJson.Default.TimetableView, left);

    /// <summary>Sets how many tasks that state no resources run at a time in all.</summary>
    public Task<SetSlots> SetSlotsAsync(int slots, CancellationToken left = default)
    {
        var ask = Ask.Get($"/v1/slots") with
        {
            Method = HttpMethod.Put,
            Body = new JsonObject { ["slots"] = slots },
        };
        return sender.Read(ask, ServingJson.Default.SetSlots, left);
    }

    /// <summary>Proves the invariants over what is stored and what lives.</summary>
    public Task<CheckReport> CheckAsync(CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/check"), CheckingJson.Default.CheckReport, left);

    /// <summary>What the machine of the server can do, and what will hurt.</summary>
    public Task<MachineReport> DoctorAsync(CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/doctor"), CheckingJson.Default.MachineReport, left);
}
