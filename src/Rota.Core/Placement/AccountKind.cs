namespace Rota.Core.Placement;

/// <summary>What an account counts, and by that who answers for it.</summary>
public enum AccountKind
{
    /// <summary>A stored text that this version knows no kind for: nothing draws on it.</summary>
    Unknown,

    /// <summary>Slots of a node.</summary>
    Slots,

    /// <summary>Thousandths of a CPU of a node.</summary>
    Cpus,

    /// <summary>Bytes of memory of a node.</summary>
    Memory,

    /// <summary>Thousandths of the GPUs of a node.</summary>
    Gpus,

    /// <summary>Thousandths of one GPU of a node, by its position.</summary>
    Gpu,

    /// <summary>Thousandths of one CPU of a node, by its number, where tasks are pinned.</summary>
    Cpu,

    /// <summary>Licences of one name that a node has.</summary>
    Licence,

    /// <summary>Tasks of a queue.</summary>
    Queue,

    /// <summary>Tasks that have a concurrency key in common.</summary>
    ConcurrencyKey,

    /// <summary>Rights of a scope of budgets to a resource, in its smallest unit.</summary>
    Budget,

    /// <summary>Tasks of a job.</summary>
    JobParallel,

    /// <summary>Tasks of an entry of a job.</summary>
    EntryParallel,
}
