// A test makes its certificates, and looks at which one is shown, not at whom it trusts.
#pragma warning disable RS0030, CA5359
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Rota.App;
using Rota.App.Problems;
using Rota.Store.Sqlite;
using Rota.Web.Serving;

namespace Rota.Web.Tests.Serving;

/// <summary>Other addresses than this machine's own: encrypted, or not at all.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("rota-tls-").FullName;
    private readonly Site site;

    public TlsTests()
    {
        site = new Site(Path.Combine(path, "state"), TimeProvider.System, new SqliteHomes());
        site.Create().Submissions().Dispose();
    }

    private TlsFiles Files => new(Path.Combine(path, "cert.pem"), Path.Combine(path, "key.pem"));

    [Theory]
    [InlineData("0.0.0.0:7420")]
    [InlineData("[::]:7420")]
    [InlineData("10.0.0.1:7420")]
    [InlineData("192.168.1.5:0")]
    public void Another_address_without_a_certificate_is_refused(string address) =>
        Assert.Contains("nothing would be encrypted", Assert.Throws<ProblemException>(() => ListenRequest.Parse(address)).Message, StringComparison.Ordinal);

    [Fact]
    public void With_a_certificate_it_is_taken() =>
        Assert.Equal(IPAddress.Any, ListenRequest.Parse("0.0.0.0:7420", Files).Address!.Address);

    [Theory]
    [InlineData("640")]
    [InlineData("604")]
    [InlineData("620")]
    public void A_key_that_others_can_use_is_refused(string mode)
    {
        Write("one");
        File.SetUnixFileMode(Files.Key, (UnixFileMode)Convert.ToInt32(mode, 8));
        Assert.Contains("chmod 600", string.Join(' ', Assert.Throws<ProblemException>(Files.Check).Problem.Tries), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_are_no_certificate_are_refused_before_anything_listens()
    {
        Write("one");
        File.WriteAllText(Files.Certificate, "nonsense");
        Assert.Equal("file", Assert.Throws<ProblemException>(() => Start().Dispose()).Problem.Code.Name);
        Assert.False(File.Exists(Path.Combine(site.Path, "api.json")));
    }

    [Fact]
    public async Task What_is_sent_is_encrypted_and_a_renewed_certificate_is_taken_up()
    {
        Write("one");
        using var server = Start();
        var port = new Uri(server.Address.Url!.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)).Port;
        Assert.Equal("CN=one", await Shown(port));
        Write("two");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await Shown(port) != "CN=two")
        {
            await Task.Delay(100, patience.Token);
        }

        File.WriteAllText(Files.Certificate, "half written");
        Assert.Equal("CN=two", await Shown(port));
        using var plain = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        await Assert.ThrowsAnyAsync<Exception>(() => plain.GetAsync($"http://127.0.0.1:{port}/healthz", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_name_that_was_stated_is_let_in_and_another_is_not()
    {
        Write("one");
        using var server = Start("jobs.example.org");
        var port = new Uri(server.Address.Url!.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)).Port;
        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true } });
        Assert.Equal(HttpStatusCode.OK, await Status("jobs.example.org"));
        Assert.Equal(HttpStatusCode.OK, await Status("127.0.0.1"));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("evil.example.org"));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("10.9.8.7"));

        async Task<HttpStatusCode> Status(string host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://127.0.0.1:{port}/healthz");
            request.Headers.Host = host;
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
            return answer.StatusCode;
        }
    }

    public void Dispose() => Directory.Delete(path, recursive: true);

    private WebServer Start(params string[] names) =>
        WebServer.Start(site, new ListenRequest(new IPEndPoint(IPAddress.Any, 0), false) { Tls = Files, Names = names }, NullLoggerProvider.Instance);

    private void Write(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        File.WriteAllText(Files.Key, key.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(Files.Key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(Files.Certificate, certificate.ExportCertificatePem());
    }

    private static async Task<string> Shown(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        using var stream = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
        await stream.AuthenticateAsClientAsync("localhost");
        return stream.RemoteCertificate!.Subject;
    }
}
