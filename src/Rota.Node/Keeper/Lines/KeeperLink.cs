using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Fabric.Answers;
using Rota.Fabric.Wire;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Lines;

/// <summary>
/// Which runner is told of which attempt: the one that claimed its partition last. Without one, frames are dropped: who
/// claims the partition next asks for all of it.
/// </summary>
internal sealed class KeeperLink(IKernel kernel)
{
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromMilliseconds(20);
    private readonly Lock gate = new();
    private readonly HashSet<RunnerLine> lines = [];
    private readonly RunnerLine?[] owners = new RunnerLine?[Partition.Count];
    private int serials;

    /// <summary>Hears every notice that people are told.</summary>
    public Action<string>? Noticed { get; init; }

    public bool IsConnected
    {
        get
        {
            lock (gate)
            {
                return lines.Count > 0;
            }
        }
    }

    /// <summary>Opens a line to a runner that has come; it owns nothing yet.</summary>
    public RunnerLine Open()
    {
        lock (gate)
        {
            var line = new RunnerLine(++serials, kernel, AnswerPatience);
            lines.Add(line);
            return line;
        }
    }

    /// <summary>Speaks to this runner about these partitions from now on.</summary>
    public void Own(RunnerLine line, ulong partitions)
    {
        lock (gate)
        {
            for (var partition = 0; partition < owners.Length; partition++)
            {
                if ((partitions >> partition & 1) != 0)
                {
                    owners[partition] = line;
                }
                else if (owners[partition] == line)
                {
                    owners[partition] = null;
                }
            }
        }
    }

    /// <summary>Whether this runner is the one that speaks for a job.</summary>
    public bool IsOwner(RunnerLine line, long job) => Of(job) == line;

    /// <summary>The partitions that this runner speaks for.</summary>
    public ulong OwnedBy(RunnerLine line)
    {
        lock (gate)
        {
            return owners
                .Select((owner, partition) => owner == line ? 1UL << partition : 0)
                .Aggregate(0UL, (all, partition) => all | partition);
        }
    }

    /// <summary>Asks each runner of another machine whether it still owns what it does.</summary>
    /// <returns>Whether there is one.</returns>
    public bool AskWhoOwns(long stamp)
    {
        lock (gate)
        {
            var isAny = false;
            foreach (var line in lines.Where(line => line.IsFar))
            {
                isAny = true;
                line.Send(frame => frame.Begin(FrameKind.Renew).Int64(stamp).End());
            }

            return isAny;
        }
    }

    public void Close(RunnerLine line)
    {
        lock (gate)
        {
            lines.Remove(line);
            for (var partition = 0; partition < owners.Length; partition++)
            {
                owners[partition] = owners[partition] == line ? null : owners[partition];
            }
        }

        line.Close();
    }

    /// <summary>Tells people why something waits, on every line.</summary>
    public void Notice(string sentence)
    {
        Noticed?.Invoke(sentence);
        lock (gate)
        {
            foreach (var line in lines)
            {
                line.Send(frame => frame.Begin(FrameKind.Notice).Text(sentence).End());
            }
        }
    }

    /// <summary>Says why an attempt does not start here.</summary>
    public void Refuse(KeptAttempt attempt, ClaimRefusal why) =>
        Of(attempt.Job)?.Answer(new ClaimAnswer.Refused { Attempt = new AttemptId(attempt.Id), Why = why });

    /// <summary>Whether a line is still open.</summary>
    public bool IsOpen(RunnerLine line)
    {
        lock (gate)
        {
            return lines.Contains(line);
        }
    }

    public void Withdrawn(KeptAttempt attempt) =>
        Of(attempt.Job)?.Send(frame => frame.Begin(FrameKind.Withdrawn).Int64(attempt.Id).End());

    /// <summary>Tells how an attempt stands.</summary>
    public void Tell(KeptAttempt attempt) => Of(attempt.Job)?.Tell(attempt);

    private RunnerLine? Of(long job)
    {
        lock (gate)
        {
            return owners[Partition.Of(new JobId(job))];
        }
    }
}
