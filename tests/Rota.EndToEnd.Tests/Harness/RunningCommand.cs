using System.Diagnostics;
using System.Text;

namespace Rota.EndToEnd.Tests.Harness;

/// <summary>A command in the background, to be signalled and waited for.</summary>
internal sealed class RunningCommand : IDisposable
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;
    private readonly StringBuilder errorsSoFar = new();
    private bool isDisposed;

    public RunningCommand(ProcessStartInfo start)
    {
        process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEndAsync();
        errors = ReadErrors();
    }

    /// <summary>What it printed on standard error so far.</summary>
    public string Errors
    {
        get
        {
            lock (errorsSoFar)
            {
                return errorsSoFar.ToString();
            }
        }
    }

    public int Pid => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Gives it something to read.</summary>
    public void Type(string text)
    {
        process.StandardInput.Write(text);
        process.StandardInput.Flush();
    }

    public void Signal(int signal) => Processes.Signal(process.Id, signal);

    /// <summary>Stops it while it does not hold the write lock: whoever comes next would wait for that in vain.</summary>
    public void StopOutsideOfTurns(RotaState rota) => StopWhere(() => rota.WriteLockHolder != Pid, "it is between two turns");

    /// <summary>Stops it in the middle of a turn, with the write lock held and its transaction begun.</summary>
    public void StopInsideATurn(RotaState rota) => StopWhere(() => rota.WriteLockHolder == Pid, "it is in a turn");

    private void StopWhere(Func<bool> isThere, string where) =>
        Until.True(() =>
        {
            Signal(Processes.SigStop);
            Until.True(() => Processes.IsStopped(Pid) || HasExited, "it is stopped");
            if (isThere())
            {
                return true;
            }

            Signal(Processes.SigCont);
            return HasExited;
        }, where);

    /// <summary>Kills it and waits until it is gone.</summary>
    public void KillHard()
    {
        Signal(Processes.SigKill);
        process.WaitForExit(Drain);
    }

    public Outcome Wait(TimeSpan? limit = null)
    {
        var most = limit ?? RotaState.Limit;
        if (!process.WaitForExit(most))
        {
            KillHard();
            Assert.Fail($"no end within {most.TotalSeconds} s: {process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}\n"
                + $"{Text(output)}\n{Text(errors)}");
        }

        return new Outcome(process.ExitCode, Text(output), Text(errors));
    }

    public void Dispose()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        if (!process.HasExited)
        {
            KillHard();
        }

        // A process that is let go keeps its pipes: a campaign of thousands of commands would run out of descriptors.
        process.StandardInput.BaseStream.Dispose();
        process.StandardOutput.Dispose();
        process.StandardError.Dispose();
        process.Dispose();
    }

    private async Task<string> ReadErrors()
    {
        var buffer = new char[1024];
        int read;
        while ((read = await process.StandardError.ReadAsync(buffer)) > 0)
        {
            lock (errorsSoFar)
            {
                errorsSoFar.Append(buffer, 0, read);
            }
        }

        return Errors;
    }

    private static string Text(Task<string> reading) =>
        reading.Wait(Drain) ? reading.Result : "(somebody else holds the pipe open)";
}
