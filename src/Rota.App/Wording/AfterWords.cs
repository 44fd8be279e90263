using Rota.Core.Jobs;
using Rota.Core.Model;

namespace Rota.App.Wording;

/// <summary>What a job needs of another one, as people read it.</summary>
internal static class AfterWords
{
    /// <summary>That it has not come.</summary>
    public static string Waiting(JobNeed need) =>
        $"waits for job {need.Job} {Short(need.Condition)}: rota status {need.Job}";

    /// <summary>That it will not come any more.</summary>
    public static string Unmet(JobNeed need, JobState outcome) =>
        $"can never start: job {need.Job} ended as {outcome.WireName()}, and had {Short(need.Condition)}; "
        + "it ends as cancelled when somebody runs it";

    /// <summary>The word of a condition as users type it.</summary>
    public static string Name(NeedCondition condition) => condition.ToString().ToLowerInvariant();

    /// <summary>What is waited for.</summary>
    public static string Short(NeedCondition condition) =>
        condition switch
        {
            NeedCondition.Finished => "to end",
            NeedCondition.Failed => "to fail",
            _ => "to succeed",
        };
}
