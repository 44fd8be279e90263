using Rota.Cell.Identity;
using Rota.Cell.Lines;
using Rota.Cell.State;

namespace Rota.Cell.Nodes;

/// <summary>
/// Connections of a node to its home beside the one that it announces itself by: several where one carries as much as
/// it can, and new ones with a new certificate.
/// </summary>
/// <param name="folder">The part of the node's state that its cell has.</param>
/// <param name="settings">Its place in the cell.</param>
public sealed class HomeWay(CellFolder folder, CellSettings settings) : IDisposable
{
    private readonly Lock gate = new();
    private readonly IdentityFiles files = new(folder);
    private readonly Uri home = new(settings.Address);
    private (DateTime Written, HttpDialer Dialer)? way;

    /// <summary>The way now.</summary>
    public HttpDialer Dialer
    {
        get
        {
            lock (gate)
            {
                var written = files.Written;
                if (way is not var (known, dialer) || known != written)
                {
                    // What is under way with the old certificate goes on: that connection is let go, and not ended.
                    dialer = new HttpDialer(
                        home,
                        TlsSettings.Client(files.Read(), CellRole.Home, static _ => { }),
                        LinePings.Usual,
                        isMany: true
                    );
                    way = (written, dialer);
                }

                return dialer;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => way?.Dialer.Dispose();
}
