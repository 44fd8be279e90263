using Rota.Cell.Identity;
using Rota.Cell.Lines;

namespace Rota.Cell.Nodes;

/// <summary>
/// Connections of a node to its home beside the one that it announces itself by: several where one carries as much as
/// it can, and new ones with a new certificate, by the machine of several that serves the home now.
/// </summary>
/// <param name="homes">Where the home is, or may be.</param>
/// <param name="identify">Says who the node is.</param>
/// <param name="stamp">Is another one once that is: then it is read anew.</param>
public sealed class HomeWay(IReadOnlyList<Uri> homes, Func<CellIdentity> identify, Func<long> stamp) : IDisposable
{
    private readonly Lock gate = new();
    private (long Stamp, HttpDialer Dialer)? way;
    private volatile int at;

    /// <summary>Where the home is looked for.</summary>
    public Uri Home => homes[at];

    /// <summary>The way now.</summary>
    public HttpDialer Dialer
    {
        get
        {
            lock (gate)
            {
                var now = stamp();
                if (way is not var (known, dialer) || known != now || dialer.Peer != Home)
                {
                    // What is under way with the old certificate goes on: that connection is let go, and not ended.
                    dialer = new HttpDialer(
                        Home,
                        TlsSettings.Client(identify(), CellRole.Home, static _ => { }),
                        LinePings.Usual,
                        isMany: true
                    );
                    way = (now, dialer);
                }

                return dialer;
            }
        }
    }

    /// <summary>Looks at the next machine: this one does not serve.</summary>
    /// <returns>Whether that has not been looked at yet in this round.</returns>
    public bool GoOn() => (at = (at + 1) % homes.Count) != 0;

    /// <summary>Opens a pipe. Where the machine that had the home does not answer, another may.</summary>
    /// <exception cref="CellException">None answers.</exception>
    public async Task<HttpPipe> Open(string path, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await HttpPipe.Open(Dialer, path, ct).ConfigureAwait(false);
            }
            catch (CellException) when (tries < homes.Count)
            {
                _ = GoOn();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => way?.Dialer.Dispose();
}
