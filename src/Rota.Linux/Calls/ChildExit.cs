namespace Rota.Linux.Calls;

/// <summary>What waitid tells of a child. Layout of siginfo_t on 64-bit Linux.</summary>
internal record struct ChildExit
{
    private const int Exited = 1;

    public int Code;
    public int Pid;
    public int Status;
    public long CpuMicros;
    public long PeakBytes;

    public readonly int? ExitCode => Code == Exited ? Status : null;

    public readonly int? Signal => Code == Exited ? null : Status;
}
