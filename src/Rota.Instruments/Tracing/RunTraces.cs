using System.Globalization;

namespace Rota.Instruments.Tracing;

/// <summary>
/// The numbers of the spans of attempts. They are computed of the attempt and a key of its state: whoever starts it and
/// whoever tells of its end agree on them without a word, also when the runner died in between.
/// </summary>
/// <param name="key">32 hexadecimal digits that no other state has.</param>
public sealed class RunTraces(string key)
{
    /// <summary>Of an entry, so many tasks from its first are all recorded, and of the rest one of so many.</summary>
    public const int SampledOf = 100;
    private readonly ulong high = Digits(key[..16]);
    private readonly ulong low = Digits(key[16..32]);

    /// <summary>The span of an attempt.</summary>
    /// <param name="attempt">Its number.</param>
    /// <param name="fence">The epoch it was committed in: a state that was put back may use a number again.</param>
    /// <param name="index">Ordinal of its task in its entry, which decides whether it is recorded.</param>
    public TraceContext ContextOf(long attempt, long fence, int index)
    {
        var first = Mixed(high ^ Mixed((ulong)attempt));
        var second = Mixed(low ^ Mixed(first + (ulong)fence));
        return new(first, second, Mixed(first ^ second) | 1, index < SampledOf || index % SampledOf == 0);
    }

    /// <summary>The last step of SplitMix64: every bit of the input changes half of the output's.</summary>
    private static ulong Mixed(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private static ulong Digits(string text) =>
        ulong.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
