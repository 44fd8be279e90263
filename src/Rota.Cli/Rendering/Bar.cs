namespace Rota.Cli.Rendering;

/// <summary>How much of something is done, as a bar: <c>[====>     ]</c>.</summary>
internal static class Bar
{
    private const int Usual = 20;

    /// <summary>The bar, two wider than what it is filled with.</summary>
    public static string Of(long done, long total, int width = Usual)
    {
        var filled = total == 0 ? width : (int)(done * width / total);
        var head = filled < width ? ">" : "";
        return $"[{(new string('=', filled) + head).PadRight(width)}]";
    }
}
