using System.Globalization;
using Rota.Cell.State;

namespace Rota.Cell.Nodes;

/// <summary>Numbers the starts of a node. A clock would not do: somebody may set it back.</summary>
internal static class Incarnation
{
    private const string FileName = "incarnation";

    /// <summary>The next number, on the disk before it is used.</summary>
    public static long Next(CellFolder folder)
    {
        using var held = folder.Lock();
        var next = long.TryParse(folder.Find(FileName), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last + 1
            : 1;
        folder.Write(FileName, next.ToString(CultureInfo.InvariantCulture));
        return next;
    }
}
