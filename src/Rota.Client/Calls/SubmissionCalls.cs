using System.Text.Json.Nodes;
using Rota.App.Planning;
using Rota.App.Problems;
using Rota.App.Steering;
using Rota.App.Submitting;
using Rota.Client.Sending;
using Rota.Core.Jobs;
using Rota.Store.Specs;

namespace Rota.Client.Calls;

/// <summary>
/// Hands in jobs that were read here, with all that their files held, and changes them. Each call throws a
/// <see cref="ProblemException"/> where it is refused.
/// </summary>
public sealed class SubmissionCalls
{
    private readonly Sender sender;

    internal SubmissionCalls(Sender sender) => this.sender = sender;

    /// <summary>What a submission would do.</summary>
    public Task<PlanView> PlanAsync(SubmitRequest request, CancellationToken left = default) =>
        sender.Read(Submission(request).With("plan", true), PlanJson.Default.PlanView, left);

    /// <summary>Accepts a job. With a key it may be asked twice, and is where the line breaks.</summary>
    public Task<Accepted> AcceptAsync(SubmitRequest request, CancellationToken left = default) =>
        sender.Read(Submission(request), SubmitJson.Default.Accepted, left);

    /// <summary>Registers the schedule of a job.</summary>
    public Task<Registration> RegisterAsync(SubmitRequest request, CancellationToken left = default) =>
        sender.Read(Submission(request), SubmitJson.Default.Registration, left);

    /// <summary>What keeps a number of slots from having the effect that it seems to have.</summary>
    /// <param name="job">The number of the job.</param>
    /// <param name="slots">How many were asked for.</param>
    /// <param name="left">Ends the call.</param>
    public Task<SlotEffect> SlotEffectAsync(long job, int slots, CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/jobs/{job}/slot-effect").With("slots", slots), SubmitJson.Default.SlotEffect, left);

    /// <summary>Adds tasks to an open job.</summary>
    public Task<AddedTasks> AddAsync(AddRequest request, bool isPlan, CancellationToken left = default)
    {
        var body = new JsonObject().With("task", request.Task).With("tasks", ExpansionCodec.Encode(request.More));
        return sender.Read(
            Ask.Post($"/v1/jobs/{request.Job}:add", body).With("plan", isPlan).Keyed(request.Key),
            SteeringJson.Default.AddedTasks,
            left
        );
    }

    /// <summary>A job as it is, against which its job file is read once more.</summary>
    public async Task<JobSpec> SpecAsync(string job, CancellationToken left = default)
    {
        var view = await sender
            .Read(Ask.Get($"/v1/jobs/{job}/stored"), SteeringJson.Default.StoredJob, left)
            .ConfigureAwait(false);
        return JobSpecCodec.Decode(view.Spec);
    }

    /// <summary>A job as a file that people may change in an editor.</summary>
    public async Task<EditableJob> EditableAsync(string job, CancellationToken left = default)
    {
        var view = await sender
            .Read(Ask.Get($"/v1/jobs/{job}/editable"), SteeringJson.Default.EditableFile, left)
            .ConfigureAwait(false);
        return view.Job;
    }

    /// <summary>Changes what entries of a job run of which no task has started.</summary>
    public Task<EditedJob> EditAsync(EditRequest request, bool isPlan, CancellationToken left = default)
    {
        var body = new JsonObject()
            .With("wanted", JobSpecCodec.Encode(request.Wanted))
            .With("since", request.Since is { } since ? JobSpecCodec.Encode(since) : null);
        return sender.Read(
            Ask.Post($"/v1/jobs/{request.Job}:edit", body).With("plan", isPlan),
            SteeringJson.Default.EditedJob,
            left
        );
    }

    private static Ask Submission(SubmitRequest request)
    {
        var body = new JsonObject()
            .With("spec", JobSpecCodec.Encode(request.Job))
            .With("register", request.Registers)
            .With("replace", request.Replaces)
            .With("slots", (double?)request.Slots)
            .With("may_never_fit", request.MayNeverFit);
        if (request.Schedule is { } schedule)
        {
            body.With("cron", schedule.Cron.Text)
                .With("timezone", schedule.TimeZone)
                .With("overlap", Core.Schedules.Overlaps.WireName(schedule.Overlap))
                .With("catch_up_seconds", schedule.CatchUp.TotalSeconds);
        }

        return Ask.Post($"/v1/jobs:submit", body).Keyed(request.Key).Header("If-Plan", request.IfPlan);
    }
}
