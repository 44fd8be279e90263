namespace Rota.Core.Slots;

/// <summary>
/// Notices members that do nothing any more: their turn counter stands still over cycles of the observer. Another's
/// clock is never compared with.
/// </summary>
public sealed class MemberWatch
{
    /// <summary>Own cycles after which a counter that stands still is a reason to take over.</summary>
    public const int CyclesMax = 2;

    /// <summary>
    /// The shortest silence that counts, in microseconds: a short cycle must not make a short pause fatal.
    /// </summary>
    public const long SilenceMin = 700_000;

    private readonly Dictionary<long, (long Turns, int Cycles, long Since)> seen = [];

    /// <summary>Looks at all members, once in each of the observer's own cycles.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="self">The observer's incarnation.</param>
    /// <param name="beats">The newest beat of each member, in rank order.</param>
    /// <param name="now">The observer's moment.</param>
    /// <returns>Incarnations that are silent for too long.</returns>
    public IReadOnlyList<long> Observe(Frame frame, long self, IReadOnlyList<Heartbeat> beats, long now)
    {
        var silent = new List<long>();
        for (var rank = 0; rank < frame.Members.Length; rank++)
        {
            var incarnation = frame.Members[rank].Incarnation;
            var turns = beats[rank].Incarnation == incarnation ? beats[rank].Turns : -1;
            if (!seen.TryGetValue(incarnation, out var last) || last.Turns != turns)
            {
                seen[incarnation] = (turns, 0, now);
                continue;
            }

            seen[incarnation] = last with { Cycles = last.Cycles + 1 };
            if (incarnation != self && last.Cycles + 1 >= CyclesMax && now - last.Since >= SilenceMin)
            {
                silent.Add(incarnation);
            }
        }

        foreach (var gone in seen.Keys.Where(incarnation => frame.RankOf(incarnation) is null).ToArray())
        {
            seen.Remove(gone);
        }

        return silent;
    }
}
