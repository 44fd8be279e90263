using Rota.App.Views;

namespace Rota.App.Steering;

/// <summary>Jobs that go on in the background.</summary>
/// <param name="Pid">The process that runs them; null where that says nothing here.</param>
public sealed record ResumedJobs(int? Pid) : View;

/// <summary>Jobs that can be gone on with.</summary>
/// <param name="Jobs">Their numbers, in the order of their turn.</param>
public sealed record OpenJobs(IReadOnlyList<long> Jobs) : View
{
    /// <summary>That of an address, or all that are open.</summary>
    /// <exception cref="Problems.ProblemException">There is no such job, or it has ended.</exception>
    public static OpenJobs Of(Site site, string? address) =>
        new([.. ResumeCases.Choose(site, address).Select(job => job.Value)]);
}
