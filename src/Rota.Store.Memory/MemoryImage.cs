using Rota.Store.Memory.Tables;

namespace Rota.Store.Memory;

/// <summary>A committed state of a home in memory, to set it back to.</summary>
public sealed class MemoryImage
{
    internal MemoryImage(HomeTables? tables) => Tables = tables;

    internal HomeTables? Tables { get; }
}
