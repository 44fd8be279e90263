using System.CommandLine;
using Rota.Client;
using Rota.Client.Addresses;
using Rota.Linux.Processes;

namespace Rota.Cli.Invoking;

/// <summary>Which daemon a command is for; none for the state that is read here.</summary>
internal static class ServerOptions
{
    /// <summary>What takes a server away that the environment names.</summary>
    private const string None = "none";

    public static readonly Option<string?> Server = new("--server")
    {
        Description =
            "A daemon: https://HOST:PORT, http://127.0.0.1:PORT, unix:PATH, system (default: $ROTA_SERVER); none",
        HelpName = "URL",
        Recursive = true,
    };

    public static readonly Option<string?> Token = new("--token-file")
    {
        Description = "File of the token for --server (default: $ROTA_TOKEN_FILE; api.token beside a socket)",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<string?> Authority = new("--ca-file")
    {
        Description = "Certificates (PEM) that sign that of --server, in place of those of this machine",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <summary>The server that is named, as it is written; null for none.</summary>
    public static string? NameOf(ParseResult parsed) =>
        (parsed.GetValue(Server) ?? OwnEnvironment.Find("ROTA_SERVER")) is { Length: > 0 } text && text != None
            ? text
            : null;

    /// <summary>A client of the server that is named; null for none.</summary>
    /// <exception cref="App.Problems.ProblemException">It is none, or its token cannot be read.</exception>
    public static RotaClient? ClientOf(ParseResult parsed) =>
        NameOf(parsed) is not { } text
            ? null
            : new RotaClient(
                ServerAddress.Parse(text),
                new ClientOptions
                {
                    Token = TokenOf(parsed, ServerAddress.Parse(text)),
                    CertificateFile = parsed.GetValue(Authority),
                    Why = parsed.GetValue(WhyOption.Option),
                }
            );

    /// <summary>On a socket without a token beside it, the server knows by the socket who asks, or refuses.</summary>
    private static string? TokenOf(ParseResult parsed, ServerAddress server) =>
        (parsed.GetValue(Token) ?? OwnEnvironment.Find("ROTA_TOKEN_FILE")) is { Length: > 0 } path
            ? TokenFile.Read(path)
        : server.Socket is { } socket
        && Path.Combine(Path.GetDirectoryName(socket)!, "api.token") is var beside
        && File.Exists(beside)
            ? TokenFile.Read(beside)
        : null;
}
