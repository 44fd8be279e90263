using System.Net;
using Rota.App.Problems;
using Rota.Store.Local;

namespace Rota.Client.Addresses;

/// <summary>Where a server is reached: <c>https://host</c>, <c>http://127.0.0.1:7420</c>, <c>unix:PATH</c>.</summary>
public sealed record ServerAddress
{
    /// <summary>The daemon of this machine that serves all its users.</summary>
    public const string System = "system";

    private const string SocketPrefix = "unix:";

    /// <summary>The name by which a server that listens on a socket is called.</summary>
    private static readonly Uri OnSocket = new("http://localhost/");

    private ServerAddress(string text, Uri url, string? socket) => (Text, Url, Socket) = (text, url, socket);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>What paths of the API begin with.</summary>
    public Uri Url { get; }

    /// <summary>The path of its socket; null for an address of the network.</summary>
    public string? Socket { get; }

    /// <summary>Whether what travels is encrypted.</summary>
    public bool IsEncrypted => Url.Scheme == Uri.UriSchemeHttps;

    /// <summary>The server on a socket.</summary>
    /// <param name="path">Where the socket is.</param>
    public static ServerAddress OfSocket(string path) => new(SocketPrefix + path, OnSocket, Path.GetFullPath(path));

    /// <summary>That of a text.</summary>
    /// <exception cref="ProblemException">It is none, or a token would travel for all to read.</exception>
    public static ServerAddress Parse(string text)
    {
        if (text == System)
        {
            return OfSocket(UsersSocket.Usual);
        }

        if (text.StartsWith(SocketPrefix, StringComparison.OrdinalIgnoreCase) && text.Length > SocketPrefix.Length)
        {
            return OfSocket(text[SocketPrefix.Length..]);
        }

        if (
            !Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            || url.Query.Length > 0
            || url.Fragment.Length > 0
        )
        {
            throw Usage($"--server {text}: this is no address of a server", "write https://HOST:PORT or unix:PATH");
        }

        if (url.UserInfo.Length > 0)
        {
            // What it holds is not said again: it may be a secret.
            throw Usage(
                "--server: an address has no user and no password in it",
                "the token comes from a file: --token-file FILE"
            );
        }

        return url.Scheme == Uri.UriSchemeHttps || IsLoopback(url)
            ? new ServerAddress(text, url, null)
            : throw Usage(
                $"--server {text}: the token would travel to another machine for all to read",
                "write https:// where the server has a certificate",
                $"or go through ssh: ssh -L 7420:127.0.0.1:{url.Port} {url.Host}, and --server http://127.0.0.1:7420"
            );
    }

    private static bool IsLoopback(Uri url) =>
        url.Host == "localhost"
        || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static ProblemException Usage(string detail, params string[] tries) =>
        new(ProblemCodes.Usage, detail, tries);
}
