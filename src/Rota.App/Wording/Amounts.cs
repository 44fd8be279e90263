using Rota.Core.Budgets;
using Rota.Core.Placement;

namespace Rota.App.Wording;

/// <summary>Amounts of accounts as people read them.</summary>
internal static class Amounts
{
    /// <summary>An amount of an account: bytes and thousandths of a CPU or GPU are scaled.</summary>
    public static string Show(AccountId account, long amount) =>
        account.Kind switch
        {
            AccountKind.Memory => Units.Bytes(amount),
            AccountKind.Budget => ResourceUnit.Shown(account.Resource, amount),
            AccountKind.Cpus or AccountKind.Cpu or AccountKind.Gpus or AccountKind.Gpu => (amount / 1000.0).ToString(
                "0.###"
            ),
            _ => amount.ToString(),
        };

    /// <summary>An amount with what it is of: <c>1 slot</c>, <c>1.5 cpus</c>, <c>8G memory</c>.</summary>
    public static string Of(AccountId account, long amount) =>
        account.Kind == AccountKind.Budget ? Counted(account.Resource, Show(account, amount))
        : Show(account, amount) is var shown
        && shown == "1"
        && account.Kind is AccountKind.Slots or AccountKind.Cpus or AccountKind.Gpus
            ? $"{shown} {account.Text.TrimEnd('s')}"
        : $"{shown} {account}";

    private static string Counted(string resource, string shown)
    {
        var isOne = shown == "1" && resource is ResourceUnit.Slots or ResourceUnit.Cpus or ResourceUnit.Gpus;
        return $"{shown} {(isOne ? resource.TrimEnd('s') : resource)}";
    }
}
