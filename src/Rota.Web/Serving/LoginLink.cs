using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Rota.App;
using Rota.App.Problems;
using Rota.Store.Local;
using Rota.Web.Access;

namespace Rota.Web.Serving;

/// <summary>Asks the daemon of a state for an address that logs a browser in: by its socket, with its token.</summary>
public static class LoginLink
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The address with a code: a fragment is sent to no server, so no log has it.</summary>
    public static string Of(string url, string code) => $"{url}/#c={code}";

    /// <summary>An address that can be used once, within 5 minutes.</summary>
    /// <exception cref="ProblemException">No daemon serves the state, or it has no address.</exception>
    public static string Ask(Site site)
    {
        var state = StateDirectory.Open(site.Path, create: false);
        var address = WebAddress.Read(state) ?? throw NotServed();
        if (address.Url is not { } url)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "the daemon listens on its socket alone, which no browser reaches",
                "rota down; rota up"
            );
        }

        try
        {
            return Of(url, CodeOf(Answer(address.Socket, File.ReadAllText(ApiToken.PathIn(state)).Trim())));
        }
        catch (Exception error) when (error is SocketException or FileNotFoundException)
        {
            throw NotServed();
        }
    }

    private static string Answer(string path, string token)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.ReceiveTimeout = socket.SendTimeout = (int)Patience.TotalMilliseconds;
        socket.Connect(new UnixDomainSocketEndPoint(path));
        socket.Send(
            Encoding.ASCII.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"POST /v1/session/codes HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
                ) + "Content-Length: 0\r\nConnection: close\r\n\r\n"
            )
        );
        using var reader = new StreamReader(new NetworkStream(socket));
        return reader.ReadToEnd();
    }

    private static string CodeOf(string answer)
    {
        var body = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        if (answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetProperty("code").GetString()!;
        }

        throw new ProblemException(SystemProblems.Io, $"the daemon gave no code: {body}", "see its log");
    }

    private static ProblemException NotServed() =>
        new(ProblemCodes.NotUp, "no daemon serves this state, and it is the daemon that has the pages", "rota up");
}
