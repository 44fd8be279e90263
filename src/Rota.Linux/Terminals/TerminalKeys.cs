using System.Runtime.InteropServices;
using Rota.Linux.Calls;

namespace Rota.Linux.Terminals;

/// <summary>
/// Keys of the terminal at standard input, without Enter. The terminal is set for that only while this lives and its
/// process is in the foreground: it is as it was after <see cref="Dispose"/>, while Ctrl-Z holds the process, and when
/// an error or Ctrl-\ ends it.
/// </summary>
public sealed unsafe class TerminalKeys : IDisposable
{
    private const int Descriptor = 0;
    private const int SigStop = 19;
    private const byte EndOfInput = 4;
    private readonly Lock gate = new();
    private readonly bool hasScreen;
    private readonly Waker? waker;
    private readonly List<PosixSignalRegistration> signals = [];
    private NativeTerminal.Settings former;
    private bool isSet;
    private volatile bool isSuspended;
    private bool wasStopped;
    private volatile bool isOver;

    /// <summary>Listens from now on: what was typed before is no answer.</summary>
    /// <param name="hasScreen">Whether the terminal shows its second screen as long as it is set.</param>
    /// <param name="waker">Who is woken when the process goes on after Ctrl-Z.</param>
    public TerminalKeys(bool hasScreen = false, Waker? waker = null)
    {
        (this.hasScreen, this.waker) = (hasScreen, waker);
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTSTP, Suspend));
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGCONT, GoOn));
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, _ => Restore()));
        AppDomain.CurrentDomain.UnhandledException += RestoreAtError;
        TrySet();
    }

    /// <summary>The key of the end of input, and what a terminal gives that has gone.</summary>
    public const char End = (char)EndOfInput;

    /// <summary>Whether somebody can be asked here: standard input is a terminal, and this process has it.</summary>
    public static bool IsPossible =>
        NativeTerminal.TryRead(Descriptor, out _) && NativeTerminal.IsForeground(Descriptor);

    /// <summary>Whether the terminal is this process's now, and set for keys.</summary>
    public bool IsSet => TrySet();

    /// <summary>How often the terminal came back to this process: what was asked has to be asked again.</summary>
    public int Returns { get; private set; }

    /// <summary>The next key that was pressed; null while there is none.</summary>
    public char? TryTake()
    {
        if (!TrySet() || !Native.CanRead(Descriptor))
        {
            return null;
        }

        byte key;
        return NativeFile.Read(Descriptor, &key, 1) == 1 ? (char)key : End;
    }

    /// <summary>Waits for a key or a call, at most so long. In the background there are no keys to wait for.</summary>
    public void Await(Waker caller, TimeSpan limit)
    {
        var milliseconds = (int)Math.Ceiling(Math.Clamp(limit.TotalMilliseconds, 0, int.MaxValue));
        Native.AwaitReadable(caller.Descriptor, TrySet() ? Descriptor : -1, milliseconds);
        caller.Forget();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isOver = true;
        AppDomain.CurrentDomain.UnhandledException -= RestoreAtError;
        signals.ForEach(signal => signal.Dispose());
        Restore();
    }

    private bool TrySet()
    {
        lock (gate)
        {
            if (isSet || isOver || isSuspended)
            {
                return isSet;
            }

            if (!NativeTerminal.IsForeground(Descriptor) || !NativeTerminal.TryRead(Descriptor, out var found))
            {
                return false;
            }

            (former, wasStopped) = (wasStopped ? former : found, false);

            NativeTerminal.ForgetTyped(Descriptor);
            isSet = NativeTerminal.TrySet(Descriptor, NativeTerminal.KeyByKey(former));
            Returns++;
            if (hasScreen)
            {
                FullScreen.Enter();
            }

            return isSet;
        }
    }

    private void Restore()
    {
        lock (gate)
        {
            // Another process has the terminal now, and may have set it for itself.
            if (isSet && NativeTerminal.IsForeground(Descriptor))
            {
                if (hasScreen)
                {
                    FullScreen.Leave();
                }

                _ = NativeTerminal.TrySet(Descriptor, former);
            }

            isSet = false;
        }
    }

    /// <summary>Nobody sets the terminal again before the process has stopped, which takes a moment.</summary>
    private void Suspend(PosixSignalContext context)
    {
        context.Cancel = isSuspended = true;
        Restore();
        _ = Native.Kill(Environment.ProcessId, SigStop);
    }

    private void GoOn(PosixSignalContext context)
    {
        // The runtime would set the terminal as it was at its start, some time after it was set for keys.
        context.Cancel = true;
        isSuspended = false;
        lock (gate)
        {
            // Stopped without a word (SIGSTOP), it left the terminal set for keys, and the shell has set it since.
            (wasStopped, isSet) = (isSet, false);
        }

        waker?.Wake();
    }

    private void RestoreAtError(object sender, UnhandledExceptionEventArgs error) => Restore();
}
