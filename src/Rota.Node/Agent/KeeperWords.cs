using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Answers;
using Rota.Fabric.Wire;
using Rota.Instruments.Metrics;
using Rota.Store;

namespace Rota.Node.Agent;

/// <summary>
/// What a keeper has said on one line, frame by frame: first its answer to the greeting, then answers to claims,
/// reports, and sentences for people. Members are called by one thread at a time.
/// </summary>
internal sealed class KeeperWords
{
    private readonly SnapshotReader answer = new();
    private readonly List<NodeEvent> received = [];
    private long? renewal;
    private string? held;
    private string? remark;

    /// <summary>The claims of this line that it has not answered.</summary>
    public OpenClaims Claims { get; } = new();

    /// <summary>Its answer to the greeting, once it is complete.</summary>
    public ExecutorSnapshot? Snapshot => answer.Snapshot;

    /// <summary>That it follows a later runner; null while it does not say so.</summary>
    public StoreException? Refusal { get; private set; }

    /// <summary>What people should know; null when all is well.</summary>
    public string? Notice => held ?? remark;

    /// <summary>Takes a frame of the answer to the greeting.</summary>
    /// <returns>Whether that was all of it.</returns>
    public bool TakeAnswer(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        switch (reader.Kind())
        {
            case FrameKind.Notice:
                held = reader.TextOrNull();
                return false;
            case FrameKind.Remark:
                remark = reader.Text();
                return false;
        }

        try
        {
            answer.Take(payload);
        }
        catch (StoreException error)
        {
            Refusal = error;
        }

        held = answer.Notice ?? held;
        return Snapshot is not null || Refusal is not null;
    }

    /// <summary>Takes a frame of what comes after it.</summary>
    /// <returns>Whether the runner should look at it: that a claim was accepted changes nothing for it.</returns>
    public bool Take(ReadOnlySpan<byte> payload, long now)
    {
        var reader = new FrameReader(payload);
        var kind = reader.Kind();
        if (AnswerFrames.Read(kind, ref reader) is { } reply)
        {
            ClaimMetrics.Answered(
                reply switch
                {
                    ClaimAnswer.Accepted => "accepted",
                    ClaimAnswer.Duplicate => "duplicate",
                    _ => "refused",
                },
                Claims.Replied(reply.Attempt, now)
            );
            return reply is ClaimAnswer.Refused refused && Refused(refused);
        }

        switch (kind)
        {
            case FrameKind.Waiting:
                Claims.Answered(new AttemptId(reader.Int64()), now);
                return false;
            case FrameKind.Renew:
                renewal = reader.Int64();
                return true;
            case FrameKind.Notice:
                held = reader.TextOrNull();
                return true;
            case FrameKind.Remark:
                remark = reader.Text();
                return true;
            case var _ when KeeperReports.Read(kind, ref reader) is { } report:
                Claims.Answered(report.Attempt, now);
                held = report is NodeEvent.Started ? null : held;
                received.Add(report);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Something is known of an attempt that the keeper did not say.</summary>
    public void Add(NodeEvent report) => received.Add(report);

    /// <summary>Gives the reports that have come in, once.</summary>
    public void MoveTo(List<NodeEvent> reports)
    {
        reports.AddRange(received);
        received.Clear();
    }

    /// <summary>Gives the newest question of the keeper whether the runner is still who it was, once.</summary>
    public long? TakeRenewal()
    {
        var taken = renewal;
        renewal = null;
        return taken;
    }

    /// <summary>
    /// A fence is about the runner, not about the attempt: it looks who it is now. Else the attempt is not at the
    /// keeper.
    /// </summary>
    private bool Refused(ClaimAnswer.Refused refused)
    {
        if (refused.Why.Code == ClaimRefusalCode.Fenced)
        {
            Refusal = new StoreException(StoreFailure.Fenced, $"the keeper refuses an order: {refused.Why}");
        }
        else
        {
            received.Add(RefusalOf(refused));
        }

        return true;
    }

    private static NodeEvent.Refused RefusalOf(ClaimAnswer.Refused refused) =>
        refused.Why.Code is ClaimRefusalCode.NoRoom or ClaimRefusalCode.NoDisk
            ? new()
            {
                Attempt = refused.Attempt,
                Lack = new(
                    refused.Why.Of ?? "",
                    refused.Why.Asked ?? 0,
                    refused.Why.Free ?? 0,
                    refused.Why.Holder ?? ""
                ),
                RetryAfter = refused.Why.RetryAfter ?? TimeSpan.Zero,
            }
            : new() { Attempt = refused.Attempt };
}
