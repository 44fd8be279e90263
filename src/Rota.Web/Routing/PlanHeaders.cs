using System.Text.Json.Serialization.Metadata;
using Rota.App.Problems;
using Rota.Web.Answers;

namespace Rota.Web.Routing;

/// <summary>
/// Ties a change to the plan that somebody saw: a plan has an id, and who sends it along is refused where the plan
/// would be another one now.
/// </summary>
internal static class PlanHeaders
{
    /// <summary>The plan that it must still be.</summary>
    public const string If = "If-Plan";

    private const string Id = "Plan-Id";
    private const int IdLength = 16;

    /// <summary>Says which plan it is.</summary>
    public static ReadOnlyMemory<byte> Told(Call call, ReadOnlyMemory<byte> plan)
    {
        call.Http.Response.Headers[Id] = IdOf(plan);
        return plan;
    }

    /// <summary>Lets a request through whose plan is still the one that was seen, or that names none.</summary>
    /// <exception cref="ProblemException">It is another one now.</exception>
    public static Call Kept<TView>(Call call, Func<TView> plan, JsonTypeInfo<TView> type)
    {
        if (call.Header(If)?.Trim('"') is not { } seen || IdOf(JsonAnswer.Bytes(plan(), type)) == seen)
        {
            return call;
        }

        throw new ProblemException(
            ProblemCodes.PlanMoved,
            $"the plan is not {seen} any more: what it was made for has changed; nothing was done",
            "look again: the same request with plan=true"
        );
    }

    private static string IdOf(ReadOnlyMemory<byte> plan) => JsonAnswer.TagOf(plan.Span)[1..(IdLength + 1)];
}
