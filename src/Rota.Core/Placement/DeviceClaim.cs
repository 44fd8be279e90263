using Rota.Core.Model;

namespace Rota.Core.Placement;

/// <summary>
/// What a task takes of the GPUs of a node, or of its CPUs where it is pinned to them: whole ones, which nobody else
/// has, or a share of one GPU. Counting is not enough: two GPUs that are half free are no whole one, and a share must
/// fit on one of them.
/// </summary>
public sealed class DeviceClaim
{
    /// <summary>All of one, in thousandths.</summary>
    public const int Whole = 1000;

    private readonly Account total;
    private readonly IReadOnlyList<Account> devices;

    internal DeviceClaim(Account total, IReadOnlyList<Account> devices, long thousandths)
    {
        Invariant.Check(
            thousandths is > 0 and < Whole || (thousandths > 0 && thousandths % Whole == 0),
            "devices are taken whole, or a share of one"
        );
        (this.total, this.devices, Thousandths) = (total, devices, thousandths);
    }

    /// <summary>How much it is in all.</summary>
    public long Thousandths { get; }

    /// <summary>Of how many.</summary>
    public int Count => (int)Math.Max(1, Thousandths / Whole);

    /// <summary>Thousandths of each of them.</summary>
    public long Each => Math.Min(Whole, Thousandths);

    /// <summary>Why none can be given to it, though so much may be free in all; null when they can.</summary>
    internal Refusal? Check() =>
        devices.Count(Fits) >= Count
            ? null
            : new Refusal(total, Thousandths, total.Used, total.Capacity)
            {
                Devices = new DeviceRoom(
                    devices.Count(device => device.Used == 0),
                    devices.Select(device => device.Capacity - device.Used).DefaultIfEmpty(0).Max()
                ),
            };

    /// <summary>
    /// Takes them, by position in their list: a share goes to the GPU with the least room that is enough, so that
    /// others stay whole; among equals to the first.
    /// </summary>
    internal int[] Take()
    {
        int[] taken =
        [
            .. Enumerable
                .Range(0, devices.Count)
                .Where(at => Fits(devices[at]))
                .OrderByDescending(at => devices[at].Used)
                .ThenBy(at => at)
                .Take(Count),
        ];
        Invariant.Check(taken.Length == Count, "devices that were found to be free are there to take");
        foreach (var at in taken)
        {
            devices[at].Grant(Each, allowed: Whole);
        }

        return taken;
    }

    private bool Fits(Account device) => device.Used + Each <= device.Capacity;
}
