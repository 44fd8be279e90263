namespace Rota.Core.Problems;

/// <summary>A line and a column of a file, both from 1.</summary>
internal readonly record struct Place(int Line, int Column)
{
    /// <summary>Where a file begins: the place of what is missing from it.</summary>
    public static readonly Place Start = new(1, 1);
}
