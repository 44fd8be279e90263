using System.Diagnostics;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Explanations;

namespace Rota.App.Wording;

/// <summary>Refusals as people read them.</summary>
internal static class RefusalWords
{
    /// <summary>What the machine is called that somebody is on.</summary>
    public const string Here = "this machine";

    /// <summary>Stable name of a kind of refusal.</summary>
    public static string Name(RefusalCode code) =>
        code switch
        {
            RefusalCode.NoRoom => "no-room",
            RefusalCode.NeverFits => "never-fits",
            RefusalCode.LimitReached => "limit-reached",
            RefusalCode.Paused => "paused",
            RefusalCode.AccountOverdrawn => "account-overdrawn",
            _ => throw new UnreachableException(),
        };

    /// <summary>Stable name of it as a reason why a task does not run.</summary>
    public static string Reason(Refusal refusal) =>
        refusal.Account switch
        {
            { Id.Kind: AccountKind.Budget } => "budget",
            { IsLimit: true, IsShared: true } when refusal.IsForever => "queue-paused",
            { IsLimit: true } => "limit",
            _ => refusal.IsForever ? "never-fits" : "no-room",
        };

    private static string OnDevices(Refusal refusal) =>
        refusal switch
        {
            { Devices: null } => "",
            { Devices.Whole: var whole, Asked: >= DeviceClaim.Whole } => $", {whole} of them whole",
            { Devices.Most: var most } => $", at most {Amounts.Show(refusal.Account.Id.OfNoNode, most)} of one",
        };

    /// <summary>Why a task waits, and from when on there is more or less by itself, where that is known.</summary>
    public static string Of(Reason.Refused why) =>
        Sentence(why.Refusal)
        + (
            why.Turn is var (at, limit)
                ? $"; {Amounts.Show(why.Refusal.Account.Id, limit)} from {Words.Time(at)} on"
                : ""
        );

    /// <summary>Why a claim does not fit, with the numbers.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="node">Who has the account, where that is a node.</param>
    public static string Sentence(Refusal refusal, string node = Here)
    {
        var account = refusal.Account.Id.OfNoNode;
        var place = node == Here ? "here" : "there";
        string Amount(long value) => Amounts.Show(account, value);
        string Asked() => Amounts.Of(account, refusal.Asked);
        return (refusal.IsForever, account.IsLimit) switch
        {
            (_, true) when account.Kind == AccountKind.Budget => $"budget {account.BudgetScope}: asks for {Asked()}, "
                + $"{Amount(refusal.Used)} of {Amount(refusal.Limit)} in use",
            (true, true) => $"{account} lets nothing start: it is paused, or its limit is 0",
            (true, _) => $"asks for {Asked()}, {node} has {Amount(refusal.Limit)}: can never run {place}",
            (_, true) => $"limit {account}: {Amount(refusal.Used)} of {Amount(refusal.Limit)} in use",
            _ => $"no room: asks for {Asked()}, {Amount(refusal.Free)} of {Amount(refusal.Limit)} free"
                + OnDevices(refusal),
        };
    }
}
