using System.Globalization;
using Rota.App.Attending;
using Rota.App.Efficiency;
using Rota.App.Explaining;
using Rota.App.Failing;
using Rota.App.Finding;
using Rota.App.Following;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Client.Sending;
using Rota.Core.Model;

namespace Rota.Client.Calls;

/// <summary>
/// Looks at jobs and their tasks. Each call throws a <see cref="ProblemException"/> where it is refused.
/// </summary>
public sealed class JobCalls
{
    /// <summary>The largest page of a list.</summary>
    public const int PageMax = 1_000;

    private readonly Sender sender;

    internal JobCalls(Sender sender) => this.sender = sender;

    /// <summary>A page of jobs, at most <see cref="PageMax"/>; its <c>next</c> begins the next one.</summary>
    public Task<JobList> ListAsync(JobListRequest request, CancellationToken left = default) =>
        sender.Read(
            Paged(Ask.Get($"/v1/jobs"), request.Page, request.Limit)
                .With("tag", request.Tags.Count == 0 ? null : string.Join(',', request.Tags.Select(Pair))),
            JobJson.Default.JobList,
            left
        );

    /// <summary>One job and its entries.</summary>
    public Task<JobStatus> StatusAsync(string job, CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/jobs/{job}"), JobJson.Default.JobStatus, left);

    /// <summary>One job as soon as it has ended, or as it stands then.</summary>
    /// <param name="job">The job.</param>
    /// <param name="longest">The longest wait, up to five minutes.</param>
    /// <param name="left">Ends the wait.</param>
    public Task<JobStatus> WaitAsync(string job, TimeSpan longest, CancellationToken left = default)
    {
        var ask = Ask.Get($"/v1/jobs/{job}")
            .With("wait_for", "ended")
            .Header("Prefer", string.Create(CultureInfo.InvariantCulture, $"wait={(int)longest.TotalSeconds}"));
        return sender.Read(ask with { Grace = longest }, JobJson.Default.JobStatus, left);
    }

    /// <summary>A page of the tasks of a job: at most <see cref="PageMax"/>.</summary>
    public async Task<TaskList> TasksAsync(TaskListRequest request, CancellationToken left = default)
    {
        var only = request.Only is { } state ? $" state:{state.WireName()}" : "";
        var page = request.Page with { Filter = (request.Page.Filter + only).Trim() };
        var list = await sender
            .Read(
                Paged(Ask.Get($"/v1/jobs/{request.Address}/tasks"), page, page.Limit ?? PageMax)
                    .With("where", request.Where),
                JobJson.Default.TaskList,
                left
            )
            .ConfigureAwait(false);
        return list with { Tasks = [.. list.Tasks.Select(task => task.Of(list.Job))] };
    }

    /// <summary>What failed of a job, by cause.</summary>
    public Task<FailureGroups> FailuresAsync(string job, CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/jobs/{job}/failures"), FailingJson.Default.FailureGroups, left);

    /// <summary>What tasks asked for beside what they used.</summary>
    public Task<EfficiencyView> EfficiencyAsync(string address, CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/jobs/{address}/efficiency"), EfficiencyJson.Default.EfficiencyView, left);

    /// <summary>The last jobs of a name, and how long they took.</summary>
    public Task<RunHistory> HistoryAsync(HistoryRequest request, CancellationToken left = default)
    {
        request.Check();
        return sender.Read(
            Ask.Get($"/v1/names/{request.Name}/runs").With("limit", request.Limit),
            JobJson.Default.RunHistory,
            left
        );
    }

    /// <summary>Why a task does not run.</summary>
    public Task<TaskExplanation> ExplainAsync(string task, string? where, CancellationToken left = default) =>
        sender.Read(
            Ask.Get($"/v1/tasks/{task}/explanation").With("where", where),
            ExplainJson.Default.TaskExplanation,
            left
        );

    /// <summary>What the nodes say to the next task of a job.</summary>
    public Task<OffersView> OffersAsync(string task, CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/tasks/{task}/offers"), ExplainJson.Default.OffersView, left);

    /// <summary>How a job stands for who follows it, with the attempts that failed since.</summary>
    /// <param name="job">The job.</param>
    /// <param name="since">The end of the last failure that is known; null for none.</param>
    /// <param name="request">A request of which it is asked whether it is carried out; null for none.</param>
    /// <param name="left">Ends the call.</param>
    public Task<FollowedJob> FollowedAsync(
        string job,
        Instant? since,
        long? request,
        CancellationToken left = default
    ) =>
        sender.Read(
            Ask.Get($"/v1/jobs/{job}/progress").With("since", since?.ToString()).With("request", request),
            AttendingJson.Default.FollowedJob,
            left
        );

    /// <summary>How a job ended, with its slowest tasks.</summary>
    public Task<JobSummary> SummaryAsync(string job, CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/jobs/{job}/summary"), FollowingJson.Default.JobSummary, left);

    /// <summary>Why nothing of a job runs.</summary>
    public Task<StandstillView> StandstillAsync(string job, CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/jobs/{job}/standstill"), ExplainJson.Default.StandstillView, left);

    private static Ask Paged(Ask ask, PageRequest page, int limit)
    {
        (page with { Limit = limit }).Check();
        return ask.With("filter", page.Filter.Length == 0 ? null : page.Filter)
            .With("page_size", Math.Min(limit, PageMax))
            .With("page_token", page.After);
    }

    private static string Pair(KeyValuePair<string, string> tag) => $"{tag.Key}={tag.Value}";
}
