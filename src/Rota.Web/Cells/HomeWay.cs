using Rota.Cell;
using Rota.Cell.Identity;
using Rota.Cell.Lines;
using Rota.Cell.State;

namespace Rota.Web.Cells;

/// <summary>A node's connections to the API of its home, by the machine of several that serves it now.</summary>
/// <param name="homes">Where the home is, or may be.</param>
/// <param name="files">Who the node is.</param>
internal sealed class HomeWay(IReadOnlyList<Uri> homes, IdentityFiles files) : IDisposable
{
    private readonly Lock gate = new();
    private (CellIdentity Identity, HttpDialer Dialer)? way;
    private int at;

    /// <summary>Opens one. Where the machine that had the home does not answer, another may.</summary>
    /// <exception cref="CellException">None answers.</exception>
    public async Task<HttpPipe> Open(CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await HttpPipe.Open(Dialer(), CellPaths.Api, ct).ConfigureAwait(false);
            }
            catch (CellException) when (tries < homes.Count)
            {
                GoOn();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => way?.Dialer.Dispose();

    private void GoOn()
    {
        lock (gate)
        {
            at = (at + 1) % homes.Count;
            way?.Dialer.Dispose();
            way = null;
        }
    }

    private HttpDialer Dialer()
    {
        lock (gate)
        {
            var identity = files.Read();
            if (way is not var (known, dialer) || known.Expires != identity.Expires)
            {
                way?.Dialer.Dispose();
                dialer = new HttpDialer(
                    homes[at],
                    TlsSettings.Client(identity, CellRole.Home, static _ => { }),
                    LinePings.Usual,
                    isMany: true
                );
                way = (identity, dialer);
            }

            return dialer;
        }
    }
}
