using System.Globalization;

namespace Rota.Fabric.Wire;

/// <summary>
/// What stands for the job slot in an order: the keeper alone knows which is free when the process starts. A number,
/// for
/// where a shell takes only numbers.
/// </summary>
public static class SlotMark
{
    /// <summary>Name of the variable that tells a task its slot.</summary>
    public const string Variable = "ROTA_SLOT";

    /// <summary>A number that nobody writes by chance.</summary>
    public const string Text = "7206613495028853170469312577084613";

    /// <summary>The order with a slot in the place of the mark.</summary>
    /// <param name="order">The order.</param>
    /// <param name="slot">The slot, from 1.</param>
    public static LaunchOrder Fill(LaunchOrder order, int slot)
    {
        var number = slot.ToString(CultureInfo.InvariantCulture);
        return order with
        {
            Arguments = InAll(order.Arguments),
            Directory = In(order.Directory),
            Environment = InAll(order.Environment),
            Outputs = InAll(order.Outputs),
            Copies = order.Copies is { } copies
                ? copies with
                {
                    Output = copies.Output is { } output ? In(output) : null,
                    Errors = copies.Errors is { } errors ? In(errors) : null,
                }
                : null,
        };

        string In(string text) => text.Replace(Text, number, StringComparison.Ordinal);
        IReadOnlyList<string> InAll(IReadOnlyList<string> texts) => [.. texts.Select(In)];
    }
}
