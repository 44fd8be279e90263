namespace Rota.Cell.Nodes;

/// <summary>The reasons that were told since all was well: what is met with every try is told once.</summary>
internal sealed class ToldReasons
{
    private readonly Lock gate = new();
    private readonly HashSet<string> told = [];

    /// <summary>Whether a reason is to be told now.</summary>
    public bool IsNew(string reason)
    {
        lock (gate)
        {
            return told.Add(reason);
        }
    }

    /// <summary>All is well.</summary>
    public void Forget()
    {
        lock (gate)
        {
            told.Clear();
        }
    }
}
