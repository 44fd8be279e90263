using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Watching;

/// <summary>A job that somebody looks at.</summary>
/// <param name="At">When it was looked at.</param>
/// <param name="Job">Its counters.</param>
/// <param name="Tasks">Its tasks, or the first of each kind where there are many.</param>
public sealed record JobPage(Instant At, JobGlance Job, IReadOnlyList<TaskGlance> Tasks) : View;
