using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Budgets;

namespace Rota.App.Budgets;

/// <summary>Why budgets are not changed, as people read it.</summary>
internal static class BudgetRefusals
{
    public static ProblemException Of(BudgetRefusal refusal)
    {
        var (scope, resource) = (refusal.Scope, refusal.Resource);
        string Of(long amount) => $"{ResourceUnit.Shown(resource, amount)} {resource}";
        var from = refusal.From is { } at ? $" from {Words.Time(at)} on" : "";
        return refusal.Code switch
        {
            BudgetRefusalCode.TooFewRights => Refused(
                $"{Of(refusal.Asked)} are asked for, and {scope} has {Of(refusal.Most)} left to give{from}",
                "see who has them: rota budget"
            ),
            BudgetRefusalCode.HandedOn => Refused(
                $"{scope} hands on {Of(refusal.Asked)}{from}, and would have {Of(refusal.Most)}",
                "take back first what it has handed on: rota budget"
            ),
            BudgetRefusalCode.AboveCeiling => Refused(
                $"{scope} may have {Of(refusal.Most)}, and would have {Of(refusal.Asked)}{from}",
                $"raise it: rota budget set {scope} --ceiling {resource}={ResourceUnit.Shown(resource, refusal.Asked)}"
            ),
            BudgetRefusalCode.AboveLendLimit => Refused(
                $"{scope} may lend {Of(refusal.Most)}, and would lend {Of(refusal.Asked)}{from}",
                $"raise it: rota budget set {scope} --lend {resource}={ResourceUnit.Shown(resource, refusal.Asked)}"
            ),
            BudgetRefusalCode.AboveBorrowLimit => Refused(
                $"{scope} may borrow {Of(refusal.Most)}, and would borrow {Of(refusal.Asked)}{from}",
                $"raise it: rota budget set {scope} --borrow {resource}={ResourceUnit.Shown(resource, refusal.Asked)}"
            ),
            BudgetRefusalCode.NotCounted => Refused(
                $"{scope} does not count {resource}",
                $"have it count them: rota budget set {scope} {resource}=0"
            ),
            BudgetRefusalCode.NoSource => Refused(
                $"no scope above {scope} counts {resource}, so none can grant any",
                $"give it for good: rota budget set {scope} {resource}=AMOUNT"
            ),
            BudgetRefusalCode.NoScope => new(
                LimitProblems.NoSuchScope,
                $"nothing is set for scope {scope}",
                "see those that are set: rota budget"
            ),
            BudgetRefusalCode.NoGrant => new(
                LimitProblems.NoSuchGrant,
                "there is no such grant, or it is over",
                "see them: rota budget"
            ),
            BudgetRefusalCode.HasGrants => Refused(
                $"{scope} would not count {resource} any more, and there are grants of it",
                "recall them first, or wait for their end: rota budget"
            ),
            BudgetRefusalCode.NoTime => Refused("it would end before it begins", "give a longer time: --for 1h"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>A text that is none of what it should be.</summary>
    public static ProblemException Misread(string what, string text, string form) =>
        new(ProblemCodes.BadOption, $"{what} {Plain.Line(text)}", form);

    private static ProblemException Refused(string message, string hint) =>
        new(LimitProblems.BudgetRefused, message, hint);
}
