using Rota.Core.Model;

namespace Rota.Store.Records;

/// <summary>A task with a process.</summary>
/// <param name="Job">Its job.</param>
/// <param name="Row">The task, with its live attempt.</param>
public readonly record struct LiveTask(JobId Job, TaskRow Row);
