using Rota.Core.Model;

namespace Rota.Store.Records;

/// <summary>What came of handing in a job.</summary>
/// <param name="Job">Its number, or that of the job with its key.</param>
/// <param name="IsNew">Whether it was accepted now.</param>
/// <param name="IsSame">Whether the job of that number is the one that was handed in.</param>
public readonly record struct Submitted(JobId Job, bool IsNew, bool IsSame);
