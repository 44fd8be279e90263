using System.Diagnostics;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Api;

/// <summary>From another machine nothing answers, unless it was asked to: seen from a network namespace of its own.</summary>
public sealed class NetworkTests : IDisposable
{
    private readonly string name = $"rota{Environment.ProcessId}";
    private readonly RotaState rota = new();

    [Fact]
    public void Nothing_answers_from_elsewhere_unless_an_address_and_a_certificate_were_stated()
    {
        Assert.SkipUnless(Has("ip", "-V") && Has("curl", "-V") && Has("openssl", "version"), "ip, curl or openssl is not installed");
        var (host, guest) = ($"10.231.{Environment.ProcessId % 250}.1", $"10.231.{Environment.ProcessId % 250}.2");
        Assert.SkipUnless(
            Do("ip", "netns", "add", name) == 0
                && Do("ip", "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name) == 0
                && Do("ip", "addr", "add", host + "/24", "dev", name) == 0
                && Do("ip", "link", "set", name, "up") == 0
                && Do("ip", "-n", name, "addr", "add", guest + "/24", "dev", "eth0") == 0
                && Do("ip", "-n", name, "link", "set", "eth0", "up") == 0,
            "no network namespace can be made here");
        using (var api = new Daemon(rota))
        {
            Assert.Equal(0, Do("curl", "-sf", "-m", "20", $"http://127.0.0.1:{api.Url.Port}/healthz"));
            Assert.NotEqual(0, Elsewhere($"http://{host}:{api.Url.Port}/healthz"));
        }

        rota.Run("up", "--listen", $"{host}:0").Exits(2).Says("nothing would be encrypted");
        Assert.Equal(0, Do("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=rota", "-days", "30", "-keyout", rota.At("key.pem"), "-out", rota.At("cert.pem")));
        File.SetUnixFileMode(rota.At("key.pem"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using (var api = new Daemon(rota, "--listen", $"{host}:0", "--tls-cert", rota.At("cert.pem"), "--tls-key", rota.At("key.pem")))
        {
            Assert.Equal(0, Elsewhere($"https://{host}:{api.Url.Port}/healthz"));
            Assert.NotEqual(0, Elsewhere($"http://{host}:{api.Url.Port}/healthz"));
            Assert.NotEqual(0, Elsewhere($"https://{host}:{api.Url.Port}/v1/jobs"));
            Assert.Equal(0, Elsewhere("-H", $"Authorization: Bearer {api.Token}", $"https://{host}:{api.Url.Port}/v1/jobs"));
            Assert.NotEqual(0, Elsewhere("-H", "Host: evil.example", $"https://{host}:{api.Url.Port}/healthz"));
        }
    }

    public void Dispose()
    {
        rota.Run("down");
        Do("ip", "netns", "del", name);
        rota.Dispose();
    }

    /// <summary>Asks from the other side; 0 where it was answered with a success.</summary>
    private int Elsewhere(params string[] words) => Do("ip", ["netns", "exec", name, "curl", "-skf", "-m", "5", .. words]);

    private static bool Has(string program, string option)
    {
        try
        {
            return Do(program, option) == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static int Do(string program, params string[] words)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
