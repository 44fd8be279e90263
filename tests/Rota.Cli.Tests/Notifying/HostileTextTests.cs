using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Delivery.Channels;
using Rota.Store.Outbox;

namespace Rota.Cli.Tests.Notifying;

/// <summary>Names and reasons come from others: in every form that is sent they are text, and nothing else.</summary>
public sealed class HostileTextTests
{
    private static readonly NotifyTarget Target = new() { Channel = Channel.Mail, Words = ["anna@example.org", "bo@example.org"] };

    public static TheoryData<string> Names =>
    [
        "a\r\nBcc: all@example.org", "a\nSubject: b", "a\u0000b", "a\u2028b", new string('é', 300), "<!channel> & <http://x|y>",
        "\u001b[31mred", "=?utf-8?B?QmNj?=", "\ud83d\ude00\ud83d\ude00\ud83d\ude00",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_name_makes_a_line_of_the_head_of_a_letter(string name)
    {
        var head = Mail.Letter(Of(name), Target, new Instant(0)).Split("\n\n")[0].Split('\n');
        string[] expected = ["To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"];
        Assert.Equal(expected, head.Where(line => line[0] != ' ').Select(line => line.Split(':')[0]));
        Assert.All(head, line => Assert.InRange(line.Length, 1, 120));
        Assert.All(string.Concat(head), letter => Assert.InRange(letter, ' ', '~'));
    }

    [Fact]
    public void No_name_is_a_mention_or_a_link_in_Slack() => Assert.Equal(
        "&lt;!channel&gt; &amp; &lt;http://x|y&gt;", Slack.Escaped("<!channel> & <http://x|y>"));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_message_is_the_same_bytes_with_each_try(string name) =>
        Assert.Equal(Of(name).CloudEvent(), Of(name).CloudEvent());

    private static Message Of(string name) => new(new OutboxRow
    {
        Number = 7,
        Subject = "job 1",
        Job = new JobId(1),
        Target = "",
        Events = "failed:1",
        Body = $$$"""{"event":"failed","events":{"failed":1},"job":{"id":1,"name":{{{System.Text.Json.JsonSerializer.Serialize(name)}}},"state":"failed"}}""",
        Created = new Instant(5),
        Due = new Instant(5),
    });
}
