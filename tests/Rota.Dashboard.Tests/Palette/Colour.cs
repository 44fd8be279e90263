namespace Rota.Dashboard.Tests.Palette;

/// <summary>A colour in linear light, and what becomes of it in other eyes (Machado, Oliveira, Fernandes 2009, complete deficiency).</summary>
internal readonly record struct Colour(double Red, double Green, double Blue)
{
    /// <summary>Kinds of eyes: what a colour is to them.</summary>
    public static readonly IReadOnlyDictionary<string, double[]> Eyes = new Dictionary<string, double[]>
    {
        ["normal"] = [1, 0, 0, 0, 1, 0, 0, 0, 1],
        ["protanopia"] = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        ["deuteranopia"] = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        ["tritanopia"] = [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    };

    /// <summary>Relative luminance (WCAG 2).</summary>
    public double Luminance => (0.2126 * Red) + (0.7152 * Green) + (0.0722 * Blue);

    /// <summary>That of a text such as <c>#44474c</c>.</summary>
    public static Colour Parse(string text) => new(Channel(text, 1), Channel(text, 3), Channel(text, 5));

    /// <summary>Contrast of two (WCAG 2): 1 to 21.</summary>
    public static double Contrast(Colour one, Colour other)
    {
        var (high, low) = one.Luminance > other.Luminance ? (one, other) : (other, one);
        return (high.Luminance + 0.05) / (low.Luminance + 0.05);
    }

    /// <summary>The difference that somebody sees (CIE76).</summary>
    public static double Difference(Colour one, Colour other)
    {
        var (a, b) = (one.Lab(), other.Lab());
        return Math.Sqrt(Math.Pow(a.L - b.L, 2) + Math.Pow(a.A - b.A, 2) + Math.Pow(a.B - b.B, 2));
    }

    public Colour SeenBy(double[] eyes) => new(
        Math.Clamp((eyes[0] * Red) + (eyes[1] * Green) + (eyes[2] * Blue), 0, 1),
        Math.Clamp((eyes[3] * Red) + (eyes[4] * Green) + (eyes[5] * Blue), 0, 1),
        Math.Clamp((eyes[6] * Red) + (eyes[7] * Green) + (eyes[8] * Blue), 0, 1));

    private static double Channel(string text, int at)
    {
        var value = Convert.ToInt32(text.Substring(at, 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private (double L, double A, double B) Lab()
    {
        var x = Bend(((0.4124564 * Red) + (0.3575761 * Green) + (0.1804375 * Blue)) / 0.95047);
        var y = Bend((0.2126729 * Red) + (0.7151522 * Green) + (0.0721750 * Blue));
        var z = Bend(((0.0193339 * Red) + (0.1191920 * Green) + (0.9503041 * Blue)) / 1.08883);
        return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double Bend(double value) => value > 216.0 / 24389 ? Math.Cbrt(value) : ((24389.0 / 27 * value) + 16) / 116;
}
