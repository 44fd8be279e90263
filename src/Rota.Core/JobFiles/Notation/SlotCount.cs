using System.Globalization;

namespace Rota.Core.JobFiles.Notation;

/// <summary>
/// How many tasks run at a time, as GNU parallel's <c>-j</c> has it: <c>8</c>, <c>+1</c> and <c>-1</c> from the number
/// of cores, <c>50%</c> of them.
/// </summary>
public static class SlotCount
{
    /// <summary>What to write, for a message.</summary>
    public const string Form =
        "write 8 for eight at a time, +1 or -1 for one more or less than there are cores, 50% for half of the cores";

    /// <summary>What to write in place of GNU parallel's 0.</summary>
    public const string FormOfZero = "for as many as possible write a number that is large enough, such as 1000";

    /// <summary>Reads a number from 1 on; what comes out below 1 of cores counts as 1.</summary>
    public static bool TryParse(string text, int cores, out int slots)
    {
        slots = 0;
        var isPercent = text.EndsWith('%');
        var sign =
            text.StartsWith('+') ? 1
            : text.StartsWith('-') ? -1
            : 0;
        var digits = text.AsSpan(sign == 0 ? 0 : 1, text.Length - (sign == 0 ? 0 : 1) - (isPercent ? 1 : 0));
        if (
            !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > JobFileLimits.Tasks
            || (isPercent && sign != 0)
            || (number == 0 && sign == 0)
        )
        {
            return false;
        }

        var wanted =
            isPercent ? (long)number * cores / 100
            : sign == 0 ? number
            : cores + ((long)sign * number);
        slots = (int)Math.Clamp(wanted, 1, JobFileLimits.Tasks);
        return true;
    }
}
