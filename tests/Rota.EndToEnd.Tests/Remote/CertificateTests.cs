using System.Diagnostics;
using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Remote;

/// <summary>A server over TLS, and whose signature a client takes for its.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly RotaState rota = new();

    [Fact]
    public void A_server_is_known_by_the_signature_that_ca_file_names_and_by_its_name()
    {
        Assert.SkipUnless(HasOpenSsl(), "openssl is not installed");
        Authority("ours");
        Authority("others");
        Certificate("server", "ours", "IP:127.0.0.1,DNS:localhost");
        Certificate("elsewhere", "ours", "DNS:jobs.example.org");
        rota.Run("up", "--detach", "--listen", "127.0.0.1:0", "--tls-cert", rota.At("server.pem"), "--tls-key", rota.At("server.key")).Exits(0);
        var url = Url();
        Assert.Equal("https", url.Scheme);
        Asked(url, "--ca-file", rota.At("ours.pem"), "submit", "--output", "quiet", "--", "true").Exits(0);
        Asked(url, "--ca-file", rota.At("ours.pem"), "wait", "1").Exits(0);
        Assert.Equal("1", Asked(new($"https://localhost:{url.Port}"), "--ca-file", rota.At("ours.pem"), "ls", "--output", "quiet").Exits(0).Out.Trim());
        Asked(url, "ls").Exits(5).Says("error[no-server]");
        Asked(url, "--ca-file", rota.At("others.pem"), "ls").Exits(5);
        Asked(url, "--ca-file", rota.At("none.pem"), "ls").Exits(2).Says("--ca-file");
        Asked(url, "--ca-file", rota.At("server.key"), "ls").Exits(2).Says("--ca-file");

        // In clear it is no server at all.
        Asked(new($"http://127.0.0.1:{url.Port}"), "ls").Exits(5);
        rota.Run("down").Exits(0);
        rota.Run("up", "--detach", "--listen", "127.0.0.1:0", "--tls-cert", rota.At("elsewhere.pem"), "--tls-key", rota.At("elsewhere.key"), "--host", "jobs.example.org").Exits(0);
        Asked(Url(), "--ca-file", rota.At("ours.pem"), "ls").Exits(5);
    }

    public void Dispose()
    {
        rota.Run("down");
        rota.Dispose();
    }

    private static bool HasOpenSsl()
    {
        try
        {
            using var version = Process.Start(new ProcessStartInfo("openssl", ["version"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            version.WaitForExit();
            return version.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private Uri Url() => new(JsonDocument.Parse(File.ReadAllText(Path.Combine(rota.State, "api.json"))).RootElement.GetProperty("url").GetString()!);

    private Outcome Asked(Uri server, params string[] words)
    {
        using var command = rota.StartWith(
            new() { ["ROTA_STATE"] = rota.At("nowhere") },
            ["--server", server.GetLeftPart(UriPartial.Authority), "--token-file", Path.Combine(rota.State, "api.token"), .. words]);
        return command.Wait();
    }

    /// <summary>Somebody who signs.</summary>
    private void Authority(string name) =>
        Ssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", $"/CN={name}", "-days", "30", "-keyout", rota.At($"{name}.key"), "-out", rota.At($"{name}.pem"),
            "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign");

    /// <summary>A certificate for some names, signed by them.</summary>
    private void Certificate(string name, string authority, string names)
    {
        rota.Write("names.cnf", $"subjectAltName={names}\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n");
        Ssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", $"/CN={name}", "-keyout", rota.At($"{name}.key"), "-out", rota.At($"{name}.csr"));
        Ssl("x509", "-req", "-in", rota.At($"{name}.csr"), "-CA", rota.At($"{authority}.pem"), "-CAkey", rota.At($"{authority}.key"), "-CAcreateserial",
            "-days", "30", "-extfile", rota.At("names.cnf"), "-out", rota.At($"{name}.pem"));
        File.SetUnixFileMode(rota.At($"{name}.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static void Ssl(params string[] words)
    {
        using var openssl = Process.Start(new ProcessStartInfo("openssl", words) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = openssl.StandardError.ReadToEnd();
        openssl.WaitForExit();
        Assert.True(openssl.ExitCode == 0, said);
    }
}
