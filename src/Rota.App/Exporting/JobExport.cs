using Rota.App.Jobs;
using Rota.App.Views;

namespace Rota.App.Exporting;

/// <summary>A job and all its attempts.</summary>
/// <param name="Job">The job.</param>
/// <param name="Attempts">The attempts that ended, in the order of tasks, read while they are gone through.</param>
public sealed record JobExport(JobView Job, IEnumerable<AttemptView> Attempts) : View;
