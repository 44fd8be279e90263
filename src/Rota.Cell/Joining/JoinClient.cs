using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Rota.Cell.Identity;
using Rota.Cell.Lines;

namespace Rota.Cell.Joining;

/// <summary>A machine that asks a home to be let in, or to be certified anew.</summary>
/// <param name="home">The home's address.</param>
public sealed class JoinClient(Uri home)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>What was asked for and what came of it.</summary>
    /// <param name="CellName">The cell's name.</param>
    /// <param name="Authority">The certificate of its authority, in PEM.</param>
    /// <param name="Certificate">That of this machine.</param>
    /// <param name="Key">The key of this machine.</param>
    public sealed record Joined(string CellName, string Authority, string Certificate, string Key);

    /// <summary>
    /// Asks to be let in. The authority is known by the token before its secret is said, and the key stays here.
    /// </summary>
    /// <exception cref="CellException">There is no such home, or it refuses.</exception>
    public Joined Join(TokenText token, string name)
    {
        TlsSettings.RequireOpenSsl();
        var authority = Authority(token);
        var key = KeyRequest.Create();
        using var dialer = new HttpDialer(home, TlsSettings.Joining(authority), LinePings.Usual);
        var words = JsonSerializer.Serialize(
            new JoinRequest(token.Secret, name, key.RequestPem),
            JoinJson.Default.JoinRequest
        );
        var answer = JsonSerializer.Deserialize(Ask(dialer, CellPaths.Join, words), JoinJson.Default.JoinAnswer)!;
        return new Joined(answer.CellName, authority, answer.Certificate, key.KeyPem);
    }

    /// <summary>Asks for a new certificate, with a new key.</summary>
    /// <param name="identity">Who this machine is.</param>
    /// <returns>The certificate and its key.</returns>
    /// <exception cref="CellException">The home is not there, or refuses.</exception>
    public (string Certificate, string Key) Renew(CellIdentity identity)
    {
        var key = KeyRequest.Create();
        using var dialer = new HttpDialer(
            home,
            TlsSettings.Client(identity, CellRole.Home, static _ => { }),
            LinePings.Usual
        );
        return (Ask(dialer, CellPaths.Renew, key.RequestPem), key.KeyPem);
    }

    /// <summary>Asks which nodes there are.</summary>
    /// <param name="identity">Who this machine is.</param>
    /// <returns>JSON.</returns>
    /// <exception cref="CellException">The home is not there, or refuses.</exception>
    public string Nodes(CellIdentity identity)
    {
        using var dialer = new HttpDialer(
            home,
            TlsSettings.Client(identity, CellRole.Home, static _ => { }),
            LinePings.Usual
        );
        return Ask(dialer, CellPaths.Nodes, "");
    }

    private string Authority(TokenText token)
    {
        string said;
        using (var stranger = new HttpDialer(home, TlsSettings.Stranger(), LinePings.Usual))
        {
            said = Ask(stranger, CellPaths.Authority, "");
        }

        try
        {
            if (CellAuthority.FingerprintOf(said) == token.Fingerprint)
            {
                return said;
            }
        }
        catch (CryptographicException)
        {
            // It is no certificate: said below.
        }

        throw new CellException(
            CellFault.Foreign,
            $"{home} is not the home that made this token: its authority differs"
        )
        {
            Tries = ["nothing secret was said to it; look at the address, and where the token was made"],
        };
    }

    private string Ask(HttpDialer dialer, string path, string body)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var answer = dialer
                .Send(HttpMethod.Post, path, new StringContent(body), patience.Token)
                .GetAwaiter()
                .GetResult();
            var text = answer.Content.ReadAsStringAsync(patience.Token).GetAwaiter().GetResult();
            return answer.StatusCode == HttpStatusCode.OK
                ? text
                : throw new CellException(
                    FaultOf(answer),
                    text.Length > 0 ? text : $"the home at {home} answers {(int)answer.StatusCode}"
                );
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            var why =
                error is OperationCanceledException ? "it does not answer" : (error.InnerException ?? error).Message;
            throw new CellException(CellFault.Unreachable, $"cannot speak with the home at {home}: {why}")
            {
                Tries = ["is it served (rota up there), and is the way to it open?"],
            };
        }
    }

    private static CellFault FaultOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues(CellPaths.FaultHeader, out var said)
        && Enum.TryParse<CellFault>(said.First(), out var fault)
            ? fault
            : CellFault.Refused;
}
