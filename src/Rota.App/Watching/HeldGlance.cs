using System.Globalization;
using Rota.Core.Placement;
using Rota.Store.Records;

namespace Rota.App.Watching;

/// <summary>What an attempt holds of its machine.</summary>
/// <param name="Slots">Slots.</param>
/// <param name="Cpus">CPUs.</param>
/// <param name="Memory">Bytes of memory.</param>
/// <param name="Gpus">GPUs, in parts of a device too.</param>
/// <param name="CpuIds">The numbers of the CPUs that it is pinned to; empty where it may run on any.</param>
/// <param name="GpuIds">The positions of its GPUs.</param>
public sealed record HeldGlance(
    long Slots,
    double Cpus,
    long Memory,
    double Gpus,
    IReadOnlyList<int> CpuIds,
    IReadOnlyList<int> GpuIds
)
{
    internal static HeldGlance Of(LiveTask task)
    {
        var booked = Booking.Read(task.Booking);
        return new HeldGlance(
            Sum(AccountKind.Slots),
            Sum(AccountKind.Cpus) / 1000.0,
            Sum(AccountKind.Memory),
            Sum(AccountKind.Gpus) / 1000.0,
            Numbers(task.Cpus),
            Numbers(task.Gpus)
        );

        long Sum(AccountKind kind) => booked.Where(one => one.Account.Kind == kind).Sum(one => one.Amount);
    }

    private static int[] Numbers(string text) =>
        [
            .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(number => int.Parse(number, CultureInfo.InvariantCulture)),
        ];
}
