using System.CommandLine;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Web.Serving;

namespace Rota.Cli.Verbs.Service;

/// <summary>How the API of a daemon is reached.</summary>
internal static class ApiOptions
{
    /// <summary>Where it listens.</summary>
    public static readonly Option<string?> Listen = new("--listen")
    {
        Description = "Where the API listens: 127.0.0.1:7420, or none (default: that port, or one that is free)",
        HelpName = "ADDRESS:PORT|none",
    };

    /// <summary>Its certificate.</summary>
    public static readonly Option<string?> Certificate = new("--tls-cert")
    {
        Description = "Certificate of the API in PEM: it may listen on other addresses than this machine's own then",
        HelpName = "FILE",
    };

    /// <summary>The key of that.</summary>
    public static readonly Option<string?> Key = new("--tls-key")
    {
        Description = "Private key of the certificate in PEM, of mode 600",
        HelpName = "FILE",
    };

    /// <summary>Names by which it is reached.</summary>
    public static readonly Option<string[]> Host = new("--host")
    {
        Description = "A name that the API is reached by from elsewhere; may be repeated",
        HelpName = "NAME",
    };

    /// <summary>Where it is to listen.</summary>
    /// <exception cref="ProblemException">The options contradict each other, or a file cannot be used.</exception>
    public static ListenRequest Of(Invocation cli)
    {
        TlsFiles? tls = (cli.Get(Certificate), cli.Get(Key)) switch
        {
            (null, null) => null,
            ({ } certificate, { } key) => new TlsFiles(certificate, key),
            _ => throw new ProblemException(
                ProblemCodes.Usage,
                "a certificate needs its key, and a key its certificate",
                "name both: --tls-cert FILE --tls-key FILE"
            ),
        };
        tls?.Check();
        var listen = cli.Get(Listen) is { } stated
            ? ListenRequest.Parse(stated, tls)
            : ListenRequest.Usual with
            {
                Tls = tls,
            };
        return listen with { Names = cli.Get(Host) ?? [] };
    }

    /// <summary>The options of the API, for one in the background: files by their whole paths.</summary>
    public static IReadOnlyList<string> WordsOf(Invocation cli) =>
        [
            .. cli.Get(Listen) is { } listen ? [$"--listen={listen}"] : Array.Empty<string>(),
            .. cli.Get(Certificate) is { } file ? [$"--tls-cert={Path.GetFullPath(file)}"] : Array.Empty<string>(),
            .. cli.Get(Key) is { } key ? [$"--tls-key={Path.GetFullPath(key)}"] : Array.Empty<string>(),
            .. (cli.Get(Host) ?? []).Select(name => $"--host={name}"),
        ];
}
