namespace Rota.Sim.Policies.Figures;

/// <summary>
/// One number of 64 bits for a whole history: two runs with the same one did the same things at the same moments.
/// </summary>
internal struct Digest(ulong seed)
{
    private ulong state = seed ^ 0xCBF29CE484222325;

    /// <summary>The number.</summary>
    public readonly ulong Value => Core.Model.Prng.Mix(state);

    /// <summary>Takes in what happened.</summary>
    public void Add(long time, int kind, int where)
    {
        var word = (ulong)time ^ ((ulong)(uint)where << 28) ^ ((ulong)(uint)kind << 60);
        state = (state ^ word) * 0x9FB21C651E98DF25;
        state ^= state >> 29;
    }
}
