namespace Rota.Sim.Systems.Lines;

/// <summary>What has come to one end of a line, and lies there until its process takes it.</summary>
internal sealed class LineInbox
{
    private readonly Queue<byte[]> bytes = new();
    private int stillComes;

    /// <summary>Whether the line is broken: nothing more comes.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The line breaks somewhere: so many bytes of what is on its way come still.</summary>
    public void Break(int left) => (IsBroken, stillComes) = (true, left);

    /// <summary>Something arrives.</summary>
    /// <returns>Whether there is anything of it.</returns>
    public bool Add(byte[] arrived)
    {
        if (IsBroken)
        {
            arrived = arrived[..Math.Min(arrived.Length, stillComes)];
            stillComes = 0;
        }

        if (arrived.Length > 0)
        {
            bytes.Enqueue(arrived);
        }

        return arrived.Length > 0;
    }

    public bool TryTake(out byte[] taken) => bytes.TryDequeue(out taken!);
}
