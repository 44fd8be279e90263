using Rota.Linux.Faults;

namespace Rota.Sim.Systems.Machine;

/// <summary>
/// A further thread of a simulated process, for what waits in the middle of production code while its process goes on.
/// It is a thread of the system that runs only while the world waits for it: one runs at a time, in one order.
/// </summary>
internal sealed class SimThread
{
    private readonly World world;
    private readonly SimProcess process;
    private readonly string name;
    private readonly Action done;
    private readonly SemaphoreSlim baton = new(0);
    private readonly SemaphoreSlim back = new(0);
    private Exception? failure;
    private bool isDone;
    private bool isEnding;
    private bool isWaiting;
    private long waits;

    /// <summary>Begins soon.</summary>
    /// <param name="world">Its time.</param>
    /// <param name="process">Whose thread it is: while that is stopped or busy, so is this.</param>
    /// <param name="name">What it does, for the trace.</param>
    /// <param name="act">What it does.</param>
    /// <param name="done">Called by the world when it is over.</param>
    public SimThread(World world, SimProcess process, string name, Action act, Action done)
    {
        (this.world, this.process, this.name, this.done) = (world, process, name, done);
        var (bug, places) = (PlantedBug.Here, CrashPoint.Here);
        new Thread(() =>
        {
            baton.Wait();
            (PlantedBug.Here, CrashPoint.Here) = (bug, places);
            Act(act);
            isDone = true;
            back.Release();
        })
        {
            IsBackground = true,
        }.Start();
        world.After(world.Chance.Between("thread", 20, 300), process, name, Go);
    }

    /// <summary>Waits, as this thread, so long at most.</summary>
    /// <exception cref="ProcessDied">Its process has ended.</exception>
    public void Wait(long length)
    {
        isWaiting = true;
        Later(length);
        back.Release();
        baton.Wait();
        if (isEnding)
        {
            throw new ProcessDied(process);
        }
    }

    /// <summary>Something came that it may wait for.</summary>
    public void Wake()
    {
        if (isWaiting)
        {
            Later(1);
        }
    }

    /// <summary>Its process has ended: it is unwound.</summary>
    public void End()
    {
        if (!isDone)
        {
            isEnding = true;
            Go();
        }
    }

    private void Act(Action act)
    {
        try
        {
            if (!isEnding)
            {
                act();
            }
        }
        catch (ProcessDied)
        {
            // Unwound; whoever must know is told by the world.
        }
#pragma warning disable CA1031 // it is thrown again, on the thread of the world
        catch (Exception error)
#pragma warning restore CA1031
        {
            failure = error;
        }
    }

    private void Later(long length)
    {
        var mine = ++waits;
        world.After(
            length,
            process,
            name,
            () =>
            {
                if (mine == waits && !isDone)
                {
                    Go();
                }
            }
        );
    }

    private void Go()
    {
        isWaiting = false;
        baton.Release();
        back.Wait();
        if (failure is not null)
        {
            throw new InvalidOperationException(failure.Message, failure);
        }

        if (isDone && !isEnding)
        {
            done();
        }
    }
}
