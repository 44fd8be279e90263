namespace Rota.Cli.Rendering;

/// <summary>A number as a bar of eighths of a column.</summary>
internal static class EighthsBar
{
    private const string Parts = "▏▎▍▌▋▊▉█";

    /// <summary>The bar; what is more than nothing has at least an eighth.</summary>
    /// <param name="value">The number.</param>
    /// <param name="most">The number that fills all of it.</param>
    /// <param name="width">Columns there are.</param>
    public static string Of(double value, double most, int width)
    {
        var eighths = most <= 0 ? 0 : (int)Math.Round(value / most * width * Parts.Length);
        eighths = Math.Clamp(eighths, value > 0 ? 1 : 0, width * Parts.Length);
        var rest = eighths % Parts.Length;
        return new string(Parts[^1], eighths / Parts.Length) + (rest == 0 ? "" : Parts[rest - 1]);
    }
}
