namespace Rota.App.Watching;

/// <summary>How busy the machine is, and what of it tasks hold.</summary>
public sealed record MachineGlance
{
    /// <summary>How busy its cores were since the look before, from 0 to 100; null at the first look.</summary>
    public long? CpuPercent { get; init; }

    /// <summary>Bytes of memory in use, of whomever.</summary>
    public required long MemoryUsed { get; init; }

    /// <summary>Bytes of memory there are.</summary>
    public required long MemoryTotal { get; init; }

    /// <summary>Slots; null before a runner has said so.</summary>
    public int? Slots { get; init; }

    /// <summary>Slots that tasks hold.</summary>
    public long SlotsUsed { get; init; }

    /// <summary>CPUs there are for tasks.</summary>
    public double Cpus { get; init; }

    /// <summary>Bytes of memory there are for tasks.</summary>
    public long Memory { get; init; }

    /// <summary>Bytes of memory that tasks hold.</summary>
    public long MemoryHeld { get; init; }

    /// <summary>CPUs that tasks asked for.</summary>
    public double CpusUsed { get; init; }

    /// <summary>GPUs.</summary>
    public int Gpus { get; init; }

    /// <summary>GPUs that tasks hold.</summary>
    public double GpusUsed { get; init; }
}
