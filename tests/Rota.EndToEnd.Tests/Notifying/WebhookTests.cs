using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Notifying;

public sealed class WebhookTests
{
    private const string Secret = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    /// <summary>The signature by another implementation, from the words of the specification.</summary>
    private const string Verify = """
        import base64, hashlib, hmac, sys
        key, id, stamp, sent = base64.b64decode(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
        body = open(sys.argv[5], "rb").read()
        code = hmac.new(key, id.encode() + b"." + stamp.encode() + b"." + body, hashlib.sha256).digest()
        sys.exit(0 if "v1," + base64.b64encode(code).decode() in sent.split(" ") else 1)
        """;

    [Fact]
    public void A_failed_job_rings_a_webhook_with_a_signature_that_others_can_verify()
    {
        using var receiver = new Receiver();
        using var rota = new RotaState();
        rota.RunFile(Job(rota, receiver.Url)).Exits(1);
        var one = Assert.Single(receiver.All);
        string[] facts = [Secret, one.Id, one.Headers["webhook-timestamp"], one.Headers["webhook-signature"], rota.Write("body", one.Body)];
        using var python = rota.StartProgram([], "python3", ["-c", Verify, .. facts]);
        python.Wait().Exits(0);
        using var json = JsonDocument.Parse(one.Body);
        Assert.Equal(one.Id, json.RootElement.GetProperty("id").GetString());
        Assert.Equal("rota.job.failed", json.RootElement.GetProperty("type").GetString());
        Assert.Equal("nightly", json.RootElement.GetProperty("data").GetProperty("job").GetProperty("name").GetString());
    }

    [Fact]
    public void What_did_not_arrive_is_tried_again_with_the_same_id()
    {
        var answers = 0;
        using var receiver = new Receiver(_ => Interlocked.Increment(ref answers) == 1 ? "500 Oops" : "204 No Content");
        using var rota = new RotaState();
        using var daemon = rota.Start("up");
        rota.Run("submit", rota.Write("job.yaml", Job(rota, receiver.Url)));
        Until.True(() => receiver.All.Count == 2, "it has come twice");
        Assert.Single(receiver.All.Select(one => (one.Id, one.Body)).Distinct());
        Until.True(() => Delivery(rota).GetProperty("state").GetString() == "delivered", "it is delivered");
        Assert.Equal(2, Delivery(rota).GetProperty("tries").GetInt32());
    }

    /// <summary>A family of receivers that do not take it; each says why, and none is believed to have it.</summary>
    [Theory]
    [InlineData("500 Oops", "answered 500")]
    [InlineData("302 Found\r\nLocation: http://169.254.169.254/", "redirects are not followed")]
    [InlineData("", "")]
    public void Whoever_does_not_take_it_has_not_got_it(string answer, string said)
    {
        using var receiver = new Receiver(_ => answer);
        using var rota = new RotaState();
        rota.RunFile(Job(rota, receiver.Url)).Exits(1);
        var delivery = Delivery(rota);
        Assert.Equal(("waiting", 1), (delivery.GetProperty("state").GetString(), delivery.GetProperty("tries").GetInt32()));
        Assert.Contains(said, delivery.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Single(receiver.All);
    }

    [Fact]
    public void A_receiver_that_is_gone_is_told_nothing_more_until_somebody_says_so()
    {
        var answer = "410 Gone";
        using var receiver = new Receiver(_ => answer);
        using var rota = new RotaState();
        var job = Job(rota, receiver.Url).Replace("on: [failed]", "on: [ended]", StringComparison.Ordinal);
        rota.RunFile(job).Exits(1);
        rota.RunFile(job).Exits(1);
        Assert.Single(receiver.All);
        Assert.Equal("gone", Delivery(rota).GetProperty("state").GetString());
        answer = "200 OK";
        rota.Run("notify", "redeliver", "2").Exits(0);
        Assert.Equal(2, receiver.All.Count);
        rota.Run("notify", "redeliver", "9").Exits(2);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    public void No_private_address_is_called_unless_the_rule_allows_it_also_not_by_a_name_that_stands_for_one(string host)
    {
        using var receiver = new Receiver();
        using var rota = new RotaState();
        var job = Job(rota, $"http://{host}:{receiver.Port}/");
        rota.RunFile(job.Replace("allow_private: true", "allow_private: false", StringComparison.Ordinal)).Exits(1);
        Assert.Contains("private address", Delivery(rota).GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Empty(receiver.All);
    }

    [Fact]
    public void A_secret_that_is_missing_is_said_and_nothing_is_lost()
    {
        using var receiver = new Receiver();
        using var rota = new RotaState();
        var job = Job(rota, receiver.Url);
        File.Delete(rota.At("secret"));
        rota.RunFile(job).Exits(1);
        Assert.Contains("secret: No such file", Delivery(rota).GetProperty("answer").GetString(), StringComparison.Ordinal);
        WriteSecret(rota);
        rota.Run("notify", "redeliver", "1").Exits(0);
        Assert.Single(receiver.All);
        Assert.DoesNotContain(Secret, File.ReadAllText(Path.Combine(rota.State, "rota.db"), System.Text.Encoding.Latin1), StringComparison.Ordinal);
    }

    internal static string Job(RotaState rota, string url)
    {
        WriteSecret(rota);
        return $$"""
            name: nightly
            notify:
              - on: [failed]
                webhook: "{{url}}"
                secret_file: secret
                allow_private: true
            tasks:
              - command: "false"
            """;
    }

    internal static JsonElement Delivery(RotaState rota) =>
        rota.Json("notify", "deliveries").Exits(0).Json.GetProperty("deliveries")[0];

    private static void WriteSecret(RotaState rota)
    {
        rota.Write("secret", $"whsec_{Secret}\n");
        File.SetUnixFileMode(rota.At("secret"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
