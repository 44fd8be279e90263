using System.Globalization;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Placement;

namespace Rota.Core.Budgets;

/// <summary>The resources that budgets are of, and how their amounts are written.</summary>
public static class ResourceUnit
{
    /// <summary>What to write, for a message.</summary>
    public const string Form = "write slots=4, cpus=40, memory=2T, gpus=8 or license/NAME=2, with commas between them";

    /// <summary>Slots: one for each task that states no resources.</summary>
    public const string Slots = "slots";

    /// <summary>Thousandths of CPUs.</summary>
    public const string Cpus = "cpus";

    /// <summary>Bytes of memory.</summary>
    public const string Memory = "memory";

    /// <summary>Thousandths of GPUs.</summary>
    public const string Gpus = "gpus";

    /// <summary>What the name of a licence begins with.</summary>
    public const string Licence = "license/";

    // So that sums of thousands of scopes fit.
    private const long Most = 1L << 60;

    /// <summary>Whether there are budgets of it.</summary>
    public static bool IsKnown(string resource) =>
        resource is Slots or Cpus or Memory or Gpus
        || (
            resource.StartsWith(Licence, StringComparison.Ordinal)
            && resource.Length > Licence.Length
            && !resource.AsSpan().ContainsAny(" ,=")
            && !resource.Any(char.IsControl)
        );

    /// <summary>Reads an amount, in the smallest unit; null where the text is none.</summary>
    public static long? Read(string resource, string text)
    {
        if (resource == Memory)
        {
            return ByteSize.TryParse(text, out var bytes) ? bytes : null;
        }

        var unit = UnitOf(resource);
        return
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number <= Most / unit
            && number * unit == decimal.Truncate(number * unit)
            ? (long)(number * unit)
            : null;
    }

    /// <summary>The amount in the unit that people count by: CPUs, GPUs, bytes.</summary>
    public static decimal Whole(string resource, long amount) => (decimal)amount / UnitOf(resource);

    /// <summary>The amount as it is stored: nothing is rounded.</summary>
    public static string Exact(string resource, long amount) =>
        Whole(resource, amount).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>The amount as people read it: <c>1.5T</c>, <c>40</c>.</summary>
    public static string Shown(string resource, long amount) =>
        resource == Memory ? Units.Bytes(amount) : Exact(resource, amount);

    private static int UnitOf(string resource) => resource is Cpus or Gpus ? 1_000 : 1;
}
