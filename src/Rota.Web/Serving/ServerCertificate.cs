#pragma warning disable RS0030 // TLS is done with OpenSSL: whoever has none is told so before (TlsLibrary).
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Rota.App.Problems;

namespace Rota.Web.Serving;

/// <summary>
/// The certificate that a server shows, read again when its files were renewed. One that cannot be read then leaves the
/// one of before.
/// </summary>
internal sealed class ServerCertificate
{
    private static readonly TimeSpan LookPace = TimeSpan.FromSeconds(1);
    private readonly TlsFiles files;
    private readonly ILogger log;
    private readonly Lock gate = new();
    private SslServerAuthenticationOptions options;
    private (DateTime, DateTime) written;
    private long looked;

    /// <summary>Reads it.</summary>
    /// <exception cref="ProblemException">It cannot be used.</exception>
    public ServerCertificate(TlsFiles files, ILogger log)
    {
        TlsLibrary.Need();
        files.Check();
        (this.files, this.log) = (files, log);
        try
        {
            (written, options) = (files.Written, Read());
        }
        catch (CryptographicException error)
        {
            throw new ProblemException(
                ProblemCodes.File,
                $"{files.Certificate} and {files.Key} are no certificate with its key: {error.Message}",
                "name a certificate in PEM, and the key that it was made with, without a password"
            );
        }
    }

    /// <summary>What a connection is encrypted with.</summary>
    public SslServerAuthenticationOptions Now
    {
        get
        {
            lock (gate)
            {
                if (Environment.TickCount64 - looked >= LookPace.TotalMilliseconds)
                {
                    looked = Environment.TickCount64;
                    Renew();
                }

                return options;
            }
        }
    }

    private void Renew()
    {
        try
        {
            if (files.Written is var now && now != written)
            {
                (options, written) = (Read(), now);
                log.Renewed(files.Certificate);
            }
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            // They may be half written: the next look is soon, and tells only of what is new.
            log.NotRenewed(files.Certificate, error.Message);
        }
    }

    private SslServerAuthenticationOptions Read()
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(files.Certificate);
        var own = X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(own, all, offline: true),
        };
    }
}
