using Microsoft.Extensions.Logging;
using Rota.Fabric.Transports;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Orders;

namespace Rota.Node.Keeper;

/// <summary>
/// A runner at a keeper, for as long as its connection lasts: what it orders is obeyed, or it is cut off.
/// </summary>
internal sealed class KeeperSession(
    KeeperLink link,
    RunnerLine line,
    OrderReader orders,
    IConnection connection,
    ILogger log
) : IReceiver
{
    /// <summary>What is told to the runner.</summary>
    public RunnerLine Line => line;

    /// <summary>Its connection.</summary>
    public IConnection Connection => connection;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>What is done when it has ended.</summary>
    public Action? Closed { get; set; }

    /// <inheritdoc/>
    public void Received(ReadOnlySpan<byte> payload)
    {
        if (HasEnded)
        {
            return;
        }

        try
        {
            orders.Obey(payload);
        }
        catch (IOException error)
        {
            // Its claim could not be written down: a later keeper would obey the owners before it. It comes again.
            link.Noticed?.Invoke($"a claim was not taken: {error.Message}");
            Close();
        }
    }

    /// <inheritdoc/>
    public void Ended(string? fault)
    {
        if (fault is not null)
        {
            log.CutOff(fault);
        }

        Close();
    }

    private void Close()
    {
        if (!HasEnded)
        {
            HasEnded = true;
            link.Close(line);
            connection.Dispose();
            Closed?.Invoke();
        }
    }
}
