using System.Runtime.InteropServices;

namespace Rota.Cli.Invoking;

/// <summary>
/// Ctrl-C counted, and the signals that mean "leave at once": SIGTERM, and SIGHUP of a closed terminal. Leaving stops no
/// task.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly List<PosixSignalRegistration> registrations = [];
    private readonly Action changed;
    private int count;

    public Interrupts(Action changed)
    {
        this.changed = changed;
        Register(PosixSignal.SIGINT, () => count++);
        Register(PosixSignal.SIGTERM, () => MustLeave = true);
        Register(PosixSignal.SIGHUP, () => MustLeave = true);
    }

    /// <summary>How often Ctrl-C was pressed.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>Whether to leave at once.</summary>
    public bool MustLeave { get; private set; }

    /// <summary>Takes a Ctrl-C back: the person chose to go on.</summary>
    public void Forget() => Volatile.Write(ref count, 0);

    public void Dispose() => registrations.ForEach(registration => registration.Dispose());

    private void Register(PosixSignal signal, Action taken) =>
        registrations.Add(
            PosixSignalRegistration.Create(
                signal,
                context =>
                {
                    context.Cancel = true;
                    taken();
                    changed();
                }
            )
        );
}
