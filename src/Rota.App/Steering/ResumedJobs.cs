using Rota.App.Views;

namespace Rota.App.Steering;

/// <summary>Jobs that go on in the background.</summary>
/// <param name="Pid">The process that runs them; null where that says nothing here.</param>
public sealed record ResumedJobs(int? Pid) : View;
