using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Core.Placement;

namespace Rota.App.Explaining;

/// <summary>
/// What a check asked and found. Amounts are in the account's unit: bytes of memory, thousandths of a CPU or GPU, else
/// pieces.
/// </summary>
public sealed record RefusalView
{
    internal RefusalView(Refusal refusal)
    {
        Code = RefusalWords.Name(refusal.Code);
        Account = ShownText.Of(refusal.Account.Id.Text)!;
        MostOnOne = refusal.Devices?.Most;
        (Asked, Used, Free, Limit) = (refusal.Asked, refusal.Used, refusal.Free, refusal.Limit);
    }

    [JsonConstructor]
    internal RefusalView() { }

    /// <summary>
    /// <c>no-room</c>, <c>never-fits</c>, <c>limit-reached</c>, <c>paused</c> or <c>account-overdrawn</c>.
    /// </summary>
    public string Code { get; init; } = "";

    /// <summary>What is short: <c>slots</c>, <c>license/abaqus</c>, <c>queue nightly</c>.</summary>
    public string Account { get; init; } = "";

    /// <summary>How much the task asks for.</summary>
    public long Asked { get; init; }

    /// <summary>How much is in use.</summary>
    public long Used { get; init; }

    /// <summary>How much is free.</summary>
    public long Free { get; init; }

    /// <summary>
    /// How much is free on the GPU with the most room, where the rest does not lie together; else left out.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? MostOnOne { get; init; }

    /// <summary>How much there may be in use in all.</summary>
    public long Limit { get; init; }
}
