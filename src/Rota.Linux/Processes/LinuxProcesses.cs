namespace Rota.Linux.Processes;

/// <summary>The processes of the system that this one runs on.</summary>
public sealed class LinuxProcesses : IProcesses
{
    /// <inheritdoc/>
    public string BootId => ProcessTable.BootId;

    /// <inheritdoc/>
    public int OwnPid => Environment.ProcessId;

    /// <inheritdoc/>
    public ProcessEntry? Find(int pid) => ProcessTable.Find(pid);

    /// <inheritdoc/>
    public void Signal(ProcessEntry process, int signal) =>
        ProcessHandle.Signal(process.Pid, process.StartTicks, signal);
}
