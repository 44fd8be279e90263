namespace Rota.Store.Memory.Tables;

/// <summary>The numbers that are given next; none is given twice.</summary>
/// <param name="Attempt">To an attempt.</param>
/// <param name="Incarnation">To a runner that joins.</param>
/// <param name="Job">To a job.</param>
/// <param name="Request">To a request.</param>
/// <param name="Schedule">To a schedule.</param>
/// <param name="Operation">To an operation.</param>
internal sealed record NextNumbers(
    long Attempt = 1,
    long Incarnation = 1,
    long Job = 1,
    long Request = 1,
    long Schedule = 1,
    long Operation = 1
);
