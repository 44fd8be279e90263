using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.Web.Answers;

namespace Rota.Web.Routing;

/// <summary>The usual kinds of routes: one that looks, and one that changes something and can show it before.</summary>
internal static class Routes
{
    private static readonly Parameter Plan = new("plan", "true: show what would be done, and do nothing");

    /// <summary>What every look understands.</summary>
    public static readonly Parameter Fields = new(FieldMask.Name, "members to answer with: jobs.id,jobs.state");

    /// <summary>A route that answers with a view, or with the members of it that are asked for.</summary>
    public static Route Look<TView>(string path, string summary, JsonTypeInfo<TView> type, Func<Call, TView> look)
        where TView : View =>
        new(HttpMethods.Get, path, Scope.Read, summary)
        {
            Query = [Fields],
            Answer = type,
            Handle = async call =>
            {
                var mask = FieldMask.Of(call.Query(FieldMask.Name), type);
                var content = await call
                    .Lanes.Look(() => JsonAnswer.Bytes(look(call), type), call.Left)
                    .ConfigureAwait(false);
                content = mask?.Apply(content) ?? content;
                await JsonAnswer.Send(call.Http, StatusCodes.Status200OK, content).ConfigureAwait(false);
            },
        };

    /// <summary>A route that does something at once, which a plan would tell nothing of.</summary>
    public static Route Do<TView>(
        string path,
        Scope scope,
        string summary,
        JsonTypeInfo<TView> type,
        Func<Call, TView> act
    )
        where TView : View =>
        new(HttpMethods.Post, path, scope, summary)
        {
            Answer = type,
            Handle = async call =>
            {
                RefuseKey(call);
                var content = await call
                    .Lanes.Act(() => JsonAnswer.Bytes(act(call), type), call.Left)
                    .ConfigureAwait(false);
                await JsonAnswer.Send(call.Http, StatusCodes.Status200OK, content).ConfigureAwait(false);
            },
        };

    /// <summary>A route that changes something. With <c>plan=true</c> it says what it would do.</summary>
    /// <param name="path">The path.</param>
    /// <param name="scope">What the token must allow.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="body">What the body holds.</param>
    /// <param name="type">What is answered.</param>
    /// <param name="plan">Shows it.</param>
    /// <param name="act">Does it.</param>
    /// <param name="later">
    /// Accepts what is worked off later and answers, where that is asked for; whether it was. Null for never.
    /// </param>
    public static Route Act<TBody, TView>(
        string path,
        Scope scope,
        string summary,
        JsonTypeInfo<TBody> body,
        JsonTypeInfo<TView> type,
        Func<Call, TBody, TView> plan,
        Func<Call, TBody, TView> act,
        Func<Call, TBody, Task<bool>>? later = null
    )
        where TView : View =>
        new(HttpMethods.Post, path, scope, summary)
        {
            Query = [Plan],
            Body = body,
            Answer = type,
            Handle = async call =>
            {
                var asked = await BodyReader.Read(call, body).ConfigureAwait(false);
                if (later is not null && await later(call, asked).ConfigureAwait(false))
                {
                    return;
                }

                var content = await call
                    .Lanes.Act(
                        () =>
                            call.Flag(Plan.Name)
                                ? PlanHeaders.Told(call, JsonAnswer.Bytes(plan(call, asked), type))
                                : JsonAnswer.Bytes(
                                    act(PlanHeaders.Kept(call, () => plan(call, asked), type), asked),
                                    type
                                ),
                        call.Left
                    )
                    .ConfigureAwait(false);
                await JsonAnswer.Send(call.Http, StatusCodes.Status200OK, content).ConfigureAwait(false);
            },
        };

    /// <summary>Refuses a key where asking twice is not asking once, and nothing remembers the first.</summary>
    public static void RefuseKey(Call call)
    {
        if (call.Header("Idempotency-Key") is not null)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "Idempotency-Key: no key is kept for this request",
                "leave it out, and look at the job before asking again"
            );
        }
    }
}
