namespace Rota.Store.Records;

/// <summary>How many attempts are live on a node.</summary>
/// <param name="Running">Those with a process, as far as the home was told.</param>
/// <param name="Starting">Those on their way to one.</param>
public readonly record struct NodeAttempts(int Running, int Starting)
{
    /// <summary>All of them.</summary>
    public int All => Running + Starting;
}
