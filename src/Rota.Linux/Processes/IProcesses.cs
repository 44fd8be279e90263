namespace Rota.Linux.Processes;

/// <summary>What is asked of a system about its processes. One instance is one process's view of it.</summary>
public interface IProcesses
{
    /// <summary>The boot that the system lives in.</summary>
    string BootId { get; }

    /// <summary>The id of the asking process.</summary>
    int OwnPid { get; }

    /// <summary>One process, or null when it is gone.</summary>
    ProcessEntry? Find(int pid);

    /// <summary>Sends a signal to this very process: never to another that has its number by now.</summary>
    void Signal(ProcessEntry process, int signal);
}
