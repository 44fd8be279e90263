using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Notifying;

public sealed class ChannelTests
{
    [Fact]
    public void A_program_gets_the_event_and_its_facts_and_no_shell_reads_its_arguments()
    {
        using var rota = new RotaState();
        rota.Write("page.sh", "#!/bin/sh\ncat > event.json\nenv > env\nprintf '%s' \"$1\" > argument\n");
        File.SetUnixFileMode(rota.At("page.sh"), (UnixFileMode)0x1C0);
        rota.RunFile("""
            name: nightly
            notify: {on: [failed], command: [./page.sh, "$(touch shell)"]}
            tasks: [{command: "false"}]
            """).Exits(1);
        using var json = JsonDocument.Parse(File.ReadAllText(rota.At("event.json")));
        Assert.Equal("rota.job.failed", json.RootElement.GetProperty("type").GetString());
        var environment = File.ReadAllLines(rota.At("env"));
        Assert.Contains("ROTA_EVENT=failed", environment);
        Assert.Contains("ROTA_JOB_ID=1", environment);
        Assert.Contains("ROTA_STATE=failed", environment);
        Assert.Equal("$(touch shell)", File.ReadAllText(rota.At("argument")));
        Assert.False(File.Exists(rota.At("shell")));
    }

    [Fact]
    public void A_program_that_takes_too_long_is_ended_with_all_that_it_started()
    {
        using var rota = new RotaState();
        rota.Write("page.sh", "#!/bin/sh\nsetsid sh -c 'echo $$ > far; exec sleep 600' &\nsh -c 'echo $$ > near; exec sleep 600' &\nwait\n");
        File.SetUnixFileMode(rota.At("page.sh"), (UnixFileMode)0x1C0);
        rota.RunFile("""
            notify: {on: [failed], command: [./page.sh], timeout: 1s}
            tasks: [{command: "false"}]
            """).Exits(1);
        Assert.Contains("ran longer than 1 s", WebhookTests.Delivery(rota).GetProperty("answer").GetString(), StringComparison.Ordinal);
        foreach (var file in (string[])["far", "near"])
        {
            Assert.False(Processes.Lives(int.Parse(File.ReadAllText(rota.At(file)))), $"{file} lives");
        }
    }

    [Fact]
    public void A_letter_goes_to_sendmail_and_where_there_is_none_that_is_said()
    {
        using var rota = new RotaState();
        Directory.CreateDirectory(rota.At("bin"));
        rota.Write("bin/sendmail", "#!/bin/sh\n{ printf '%s|' \"$@\"; echo; cat; } > \"${0%/bin/sendmail}/letter\"\n");
        File.SetUnixFileMode(rota.At("bin/sendmail"), (UnixFileMode)0x1C0);
        rota.Environment["PATH"] = $"{rota.At("bin")}:{System.Environment.GetEnvironmentVariable("PATH")}";
        rota.RunFile("""
            name: nächtlich
            notify: {on: [failed], mail: [anna@example.org]}
            tasks: [{command: "false"}]
            """).Exits(1);
        var letter = File.ReadAllLines(rota.At("letter"));
        Assert.Equal("-i|--|anna@example.org|", letter[0]);
        Assert.Contains("To: anna@example.org", letter);
        Assert.StartsWith("Subject: =?utf-8?B?", letter[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Slack_and_pings_get_what_they_understand()
    {
        using var receiver = new Receiver();
        using var rota = new RotaState();
        rota.RunFile($$"""
            name: nightly <b>
            notify:
              - {on: [failed], slack: "{{receiver.Url}}", allow_private: true}
              - {ping: "http://127.0.0.1:{{receiver.Port}}/ping/x", allow_private: true}
            tasks: [{command: "sleep 0.5; false"}]
            """).Exits(1);
        Assert.Equal(["GET /ping/x/fail HTTP/1.1", "GET /ping/x/start HTTP/1.1", "POST /hook HTTP/1.1"], receiver.All.Select(one => one.Line).Order());
        using var json = JsonDocument.Parse(receiver.All.Single(one => one.Body.Length > 0).Body);
        Assert.StartsWith("nightly &lt;b&gt; (job 1) failed", json.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_thousand_failing_tasks_are_one_message()
    {
        using var receiver = new Receiver();
        using var rota = new RotaState();
        rota.RunFile($$"""
            notify: {on: [gave_up, failed], webhook: "{{receiver.Url}}", allow_private: true}
            tasks: [{array: 1-2000, command: ["false"]}]
            """).Exits(1);
        using var json = JsonDocument.Parse(Assert.Single(receiver.All).Body);
        var events = json.RootElement.GetProperty("data").GetProperty("events");
        Assert.Equal((2000, 1), (events.GetProperty("gave_up").GetInt32(), events.GetProperty("failed").GetInt32()));
    }

    [Fact]
    public void Rules_for_all_jobs_are_set_tested_listed_and_removed()
    {
        using var receiver = new Receiver();
        using var rota = new RotaState();
        rota.Write("rules.yaml", $$"""[{on: [ended], webhook: "{{receiver.Url}}", allow_private: true}]""");
        rota.Run("notify", "set", "rules.yaml").Exits(0);
        Assert.Contains("global  ended  webhook 127.0.0.1", rota.Run("notify", "ls").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("notify", "test").Exits(0);
        Assert.Single(receiver.All);
        rota.Run("run", "--", "true").Exits(0);
        Assert.Equal(2, receiver.All.Count);
        rota.Run("notify", "rm").Exits(0);
        rota.Run("run", "--", "true").Exits(0);
        Assert.Equal(2, receiver.All.Count);
        rota.Run("notify", "rm").Exits(2);
        rota.Write("rules.yaml", "[{on: [fail], webhook: 'ftp://x'}]");
        rota.Run("notify", "set", "rules.yaml").Exits(2);
    }
}
