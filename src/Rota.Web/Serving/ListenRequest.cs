using System.Globalization;
using System.Net;
using Rota.App.Problems;

namespace Rota.Web.Serving;

/// <summary>Where a server listens, beside the socket in its state.</summary>
/// <param name="Address">The address; null for the socket alone.</param>
/// <param name="MayTakeOther">Whether another port will do where this one is in use.</param>
public sealed record ListenRequest(IPEndPoint? Address, bool MayTakeOther)
{
    /// <summary>What it encrypts with; null for nothing, on the loopback address alone.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>What this machine is called by who reaches it from elsewhere.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>That all users of the machine are served; null for the user of the state alone.</summary>
    public UsersRequest? Users { get; init; }

    /// <summary>The port that is tried first.</summary>
    public const int UsualPort = 7420;

    /// <summary>Where a server listens of which nothing was said.</summary>
    public static readonly ListenRequest Usual = new(new IPEndPoint(IPAddress.Loopback, UsualPort), true);

    /// <summary>That of a text: <c>127.0.0.1:7420</c>, a port alone, or <c>none</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tls">What is encrypted with; null for nothing.</param>
    /// <exception cref="ProblemException">It is none, or others than this machine could reach it.</exception>
    public static ListenRequest Parse(string text, TlsFiles? tls = null)
    {
        if (text == "none")
        {
            return new ListenRequest(null, false);
        }

        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? "127.0.0.1" : text[..colon];
        if (
            !int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port > IPEndPoint.MaxPort
            || (host == "localhost" ? IPAddress.Loopback : Parsed(host)) is not { } address
        )
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"--listen {text}: this is no address",
                "write ADDRESS:PORT, as 127.0.0.1:7420, a port alone, or none for the socket in the state alone"
            );
        }

        return IPAddress.IsLoopback(address) || tls is not null
            ? new ListenRequest(new IPEndPoint(address, port), false) { Tls = tls }
            : throw new ProblemException(
                ProblemCodes.Usage,
                $"--listen {text}: other machines could reach that address, and nothing would be encrypted",
                "encrypt: --tls-cert FILE --tls-key FILE",
                "or listen on 127.0.0.1, and reach it from elsewhere by ssh -L 7420:127.0.0.1:7420 THIS-MACHINE"
            );
    }

    private static IPAddress? Parsed(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address : null;
}
