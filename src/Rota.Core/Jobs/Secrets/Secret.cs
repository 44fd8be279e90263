namespace Rota.Core.Jobs.Secrets;

/// <summary>A variable that tasks need and that is never stored: its value is looked up when a task starts.</summary>
/// <param name="Name">Name of the variable.</param>
/// <param name="File">
/// The file that holds the value, read at each start; null for the environment of the process that runs the job.
/// </param>
public sealed record Secret(string Name, string? File = null);
