using System.Numerics;
using Rota.Linux.Faults;
using Rota.Node.Keeper.Attempts;

namespace Rota.Node.Keeper.Table;

/// <summary>
/// The numbers that tell the running tasks of a job on this machine apart: each has the lowest that is free when it
/// starts, from 1, and keeps it until its place is passed on. Called under the gate of the attempts.
/// </summary>
internal sealed class JobSlots
{
    private const int WordBits = 64;

    /// <summary>A bit for each number that is taken, the lowest first.</summary>
    private readonly Dictionary<long, List<ulong>> taken = [];

    /// <summary>Gives an attempt that starts its number; one that has it already keeps it.</summary>
    public void Take(KeptAttempt attempt)
    {
        if (attempt.HoldsSlot)
        {
            return;
        }

        var words = WordsOf(attempt.Job);
        var word = words.FindIndex(bits => bits != ulong.MaxValue);
        if (word < 0)
        {
            word = words.Count;
            words.Add(0);
        }

        var bit = BitOperations.TrailingZeroCount(~words[word]);
        words[word] |= 1UL << bit;
        (attempt.Slot, attempt.HoldsSlot) = ((word * WordBits) + bit + 1, true);
    }

    /// <summary>
    /// Takes over the number of one that an earlier keeper started, also where nobody will know how it ends: its
    /// processes have the number until the last of them is gone. Where another has it, it was passed on already.
    /// </summary>
    public void Restore(KeptAttempt attempt)
    {
        if (attempt.Slot == 0 || PlantedBug.Is(PlantedBug.ForgottenSlots))
        {
            return;
        }

        var words = WordsOf(attempt.Job);
        var (word, bit) = Math.DivRem(attempt.Slot - 1, WordBits);
        while (words.Count <= word)
        {
            words.Add(0);
        }

        attempt.HoldsSlot = (words[word] >> bit & 1) == 0;
        words[word] |= 1UL << bit;
    }

    /// <summary>The number is free for the next; once.</summary>
    public void Release(KeptAttempt attempt)
    {
        if (!attempt.HoldsSlot)
        {
            return;
        }

        attempt.HoldsSlot = false;
        var words = taken[attempt.Job];
        var (word, bit) = Math.DivRem(attempt.Slot - 1, WordBits);
        words[word] &= ~(1UL << bit);
        if (words.TrueForAll(bits => bits == 0))
        {
            taken.Remove(attempt.Job);
        }
    }

    private List<ulong> WordsOf(long job)
    {
        if (!taken.TryGetValue(job, out var words))
        {
            taken[job] = words = [];
        }

        return words;
    }
}
