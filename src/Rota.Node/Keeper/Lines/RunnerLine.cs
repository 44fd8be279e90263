using System.Diagnostics.CodeAnalysis;
using Rota.Fabric.Answers;
using Rota.Fabric.Wire;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Lines;

/// <summary>
/// The keeper's end of the line to one runner. Frames are gathered here and taken to the runner by somebody else, so
/// that a slow or stopped runner never holds up a keeper.
/// </summary>
/// <param name="serial">Number of the line.</param>
/// <param name="kernel">The system.</param>
/// <param name="patience">How long an answer may wait for a report to go with.</param>
internal sealed class RunnerLine(int serial, IKernel kernel, TimeSpan patience)
{
    // A monitor, not a Lock with a semaphore: waiting for a semaphore spins, and spinning is paid for by the tasks.
    private readonly object gate = new();
    private FrameWriter gathering = new();
    private FrameWriter taken = new();
    private bool isDue;
    private bool isClosed;

    /// <summary>Number of the line: what its runner numbers itself, as shapes, means nothing on another.</summary>
    public int Serial { get; } = serial;

    /// <summary>
    /// Whether its runner is on another machine, and answers when it is asked whether it is still there.
    /// </summary>
    public bool IsFar { get; set; }

    public void Send(Action<FrameWriter> write)
    {
        lock (gate)
        {
            write(gathering);
            if (!isDue)
            {
                isDue = true;
                Monitor.Pulse(gate);
            }
        }
    }

    /// <summary>
    /// Answers an order. That it is accepted goes with the next report: each send wakes a process up, and most attempts
    /// start at once.
    /// </summary>
    public void Answer(ClaimAnswer answer)
    {
        if (answer is not ClaimAnswer.Accepted)
        {
            Send(frame => AnswerFrames.Write(frame, answer));
            return;
        }

        lock (gate)
        {
            var wasEmpty = gathering.Written.Length == 0;
            AnswerFrames.Write(gathering, answer);
            if (wasEmpty)
            {
                Monitor.Pulse(gate);
            }
        }
    }

    /// <summary>Tells how an attempt stands.</summary>
    public void Tell(KeptAttempt attempt) => Send(frame => AttemptStatus.Write(frame, attempt, kernel));

    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Waits until there is something to take; false once the line is closed.</summary>
    public bool Await()
    {
        lock (gate)
        {
            while (!isDue && !isClosed)
            {
                if (gathering.Written.Length == 0)
                {
                    Monitor.Wait(gate);
                }
                else if (!Monitor.Wait(gate, patience))
                {
                    isDue = true;
                }
            }

            return !isClosed;
        }
    }

    /// <summary>Takes what was gathered, in order; valid until the next call.</summary>
    public bool TryTake([NotNullWhen(true)] out FrameWriter? frames)
    {
        lock (gate)
        {
            (gathering, taken) = (taken, gathering);
            gathering.Clear();
            isDue = false;
        }

        frames = taken.Written.Length > 0 ? taken : null;
        return frames is not null;
    }
}
