using Rota.Linux.Faults;

namespace Rota.Sim.Systems.Machine;

/// <summary>
/// Virtual time and what happens in it. One thread: something that waits inside of a step lets time pass on top of its
/// own stack, so a waiting process comes back no sooner than whoever began to wait after it.
/// </summary>
internal sealed class World
{
    /// <summary>Far more than a world needs: one that turns in circles at the same moment ends here.</summary>
    private const long EventsMax = 60_000;
    private readonly long eventsMax;
    private readonly Agenda agenda = new();
    private readonly Stack<SimProcess> inside = new();
    private readonly Stack<long> waits = new();
    private readonly List<(int Machine, Action Act)> waiting = [];
    private long happened;

    /// <param name="seed">The seed of everything.</param>
    /// <param name="isTraced">Whether what happens is kept as lines.</param>
    /// <param name="machines">How many machines there may be.</param>
    public World(ulong seed, bool isTraced, int machines = 1)
    {
        eventsMax = EventsMax * machines;
        Trace = new Trace(this, isTraced);
        Chance = new Chance(seed);
        HasLongCuts = machines > 1 && Chance.Fixed("long cuts", machines) % 3 == 0;
    }

    /// <summary>Microseconds since the simulation began, without those that machines slept.</summary>
    public long Now { get; private set; } = 1_000_000;

    public Trace Trace { get; }

    public Chance Chance { get; }

    /// <summary>
    /// Whether its machines are often cut off for longer than jobs would wait, and many tasks last as long.
    /// </summary>
    public bool HasLongCuts { get; private set; }

    /// <summary>Nothing is cut off any more.</summary>
    public void EndLongCuts() => HasLongCuts = false;

    /// <summary>The process in which something happens now.</summary>
    public SimProcess? Current => inside.TryPeek(out var process) ? process : null;

    /// <summary>Has something done once nothing of a machine is on the stack any more.</summary>
    public void OnceEmpty(int machine, Action act) => waiting.Add((machine, act));

    /// <summary>What the world does when a process reaches a named place.</summary>
    public Action<SimProcess, string>? Reached { get; set; }

    public void After(long delay, SimProcess? who, string what, Action act) =>
        agenda.Add(Now + Math.Max(1, delay), new Happening(who, what, act));

    /// <summary>Lets time pass until a moment.</summary>
    public void RunUntil(long moment)
    {
        while (agenda.Next <= moment)
        {
            Advance();
        }

        Now = Math.Max(Now, moment);
    }

    /// <summary>
    /// Has the current process wait. It ends early when the process is killed, and when somebody beneath it on the
    /// stack is due: whoever waits must look whether it got what it waited for.
    /// </summary>
    public void Wait(long length, Func<bool>? isOver = null)
    {
        var self = Current;
        var until = Now + length;
        var limit = waits.Count > 0 ? Math.Min(until, Math.Max(Now + 1, waits.Peek())) : until;
        waits.Push(limit);
        while (isOver?.Invoke() != true && self?.IsAlive != false && agenda.Next <= limit)
        {
            Advance();
        }

        _ = waits.Pop();
        if (isOver?.Invoke() != true && self?.IsAlive != false)
        {
            Now = Math.Max(Now, limit);
        }

        if (self is { IsAlive: false })
        {
            throw new ProcessDied(self);
        }
    }

    /// <summary>A process can go on after it was stopped.</summary>
    public void Continue(SimProcess process)
    {
        (process.IsStopped, process.ContinuedAt) = (false, Now);
        Release(process);
    }

    /// <summary>Does something as a process, from outside of any event of its own.</summary>
    public T As<T>(SimProcess process, Func<T> act)
    {
        inside.Push(process);
        var wasBusy = process.IsBusy;
        process.IsBusy = true;
        try
        {
            return act();
        }
        finally
        {
            process.IsBusy = wasBusy;
            _ = inside.Pop();
            process.Bury();
            Release(process);
        }
    }

    /// <summary>The hook of every named place in production code that runs on this thread.</summary>
    public void Install() =>
        CrashPoint.Here = place =>
        {
            if (Current is { } process)
            {
                Reached?.Invoke(process, place);
                if (!process.IsAlive)
                {
                    throw new ProcessDied(process);
                }
            }
        };

    private void Advance()
    {
        if (++happened > eventsMax)
        {
            throw new InvalidOperationException($"{eventsMax} things happened, and there is no end of it");
        }

        Now = Math.Max(Now, agenda.Next);
        Happen(agenda.Take());
        while (waiting.FindIndex(one => inside.All(process => process.Machine != one.Machine)) is >= 0 and var at)
        {
            var (_, act) = waiting[at];
            waiting.RemoveAt(at);
            act();
        }
    }

    private void Happen(Happening happening)
    {
        if (happening.Who is not { } process)
        {
            happening.Do();
            return;
        }

        if (!process.IsAlive)
        {
            return;
        }

        if (process.IsStopped || process.IsBusy)
        {
            process.Deferred.Enqueue(happening);
            return;
        }

        Trace.Note(process, happening.What);
        try
        {
            _ = As(
                process,
                () =>
                {
                    happening.Do();
                    return true;
                }
            );
        }
        catch (ProcessDied death) when (death.Process == process)
        {
            // It is gone; whoever must know is told by the world.
        }
    }

    private void Release(SimProcess process)
    {
        while (process is { IsBusy: false, IsStopped: false } && process.Deferred.TryDequeue(out var waiting))
        {
            agenda.Add(Now, waiting);
        }
    }
}
