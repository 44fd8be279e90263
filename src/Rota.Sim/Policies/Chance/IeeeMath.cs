namespace Rota.Sim.Policies.Chance;

/// <summary>
/// Logarithm, exponential and power from additions, multiplications and divisions alone, which IEEE 754 defines to the
/// last bit. Those of the platform differ between processors and libraries, and one bit is enough for another history.
/// </summary>
internal static class IeeeMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const int ExponentBias = 1_023;
    private const int MantissaBits = 52;
    private const long MantissaMask = (1L << MantissaBits) - 1;

    /// <summary>The natural logarithm of a positive normal number, to about one unit in the last place.</summary>
    public static double Log(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> MantissaBits) - ExponentBias;
        var mantissa = BitConverter.Int64BitsToDouble((bits & MantissaMask) | ((long)ExponentBias << MantissaBits));
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        // log(m) = 2 artanh(s), s = (m-1)/(m+1), |s| < 0.172: eleven terms of the series are below a unit in the
        // last place.
        var s = (mantissa - 1) / (mantissa + 1);
        var z = s * s;
        var z2 = z * z;
        var even = (1.0 / 3) + (z2 * ((1.0 / 7) + (z2 * ((1.0 / 11) + (z2 * ((1.0 / 15) + (z2 * (1.0 / 19))))))));
        var odd = (1.0 / 5) + (z2 * ((1.0 / 9) + (z2 * ((1.0 / 13) + (z2 * ((1.0 / 17) + (z2 * (1.0 / 21))))))));
        var tail = z * (even + (z * odd));
        return (exponent * Ln2High) + ((2 * s) + ((2 * s * tail) + (exponent * Ln2Low)));
    }

    /// <summary>The exponential of a number between -700 and 700.</summary>
    public static double Exp(double value)
    {
        var power = (int)((value * 1.4426950408889634) + (value < 0 ? -0.5 : 0.5));
        var rest = value - (power * Ln2High) - (power * Ln2Low);
        var sum = 1.0;
        for (var term = 16; term >= 1; term--)
        {
            sum = 1 + (rest * sum / term);
        }

        return sum * BitConverter.Int64BitsToDouble((long)(power + ExponentBias) << MantissaBits);
    }

    /// <summary>A positive number to a power.</summary>
    public static double Pow(double value, double exponent) => Exp(exponent * Log(value));
}
