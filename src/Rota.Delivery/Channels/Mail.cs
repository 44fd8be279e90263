using System.Globalization;
using System.Text;
using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Delivery.Answers;
using Rota.Delivery.Programs;

namespace Rota.Delivery.Channels;

/// <summary>A letter by sendmail(1), as every mail server of a machine has it.</summary>
internal static class Mail
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Where it is on machines whose PATH leaves it out.</summary>
    private const string Usual = "/usr/sbin/sendmail";

    /// <summary>Sends a letter.</summary>
    /// <exception cref="IOException">There is no sendmail.</exception>
    public static Answer Send(Message message, NotifyTarget target, Instant at, CancellationToken stop)
    {
        var environment = Hook.Environment(message, target.Owner);
        var program = ProgramPath.Find("sendmail", environment);
        program = program.Contains('/') ? program : Usual;
        if (!File.Exists(program))
        {
            return Answer.Failed("there is no sendmail on this machine. Install a mail server, or name a webhook");
        }

        // -i: a line with a single dot is no end. After -- nothing is an option.
        var order = new ProgramOrder(
            [program, "-i", "--", .. target.Words],
            environment,
            Directory: null,
            Encoding.UTF8.GetBytes(Letter(message, target, at)),
            Limit,
            message.Id
        );
        return Hook.AnswerOf(BoundedProgram.Run(OwnedProgram.Of(order, target.Owner), stop), Limit);
    }

    /// <summary>The letter, head and body. No text of others can end a line of the head.</summary>
    internal static string Letter(Message message, NotifyTarget target, Instant at)
    {
        var date = at.ToDateTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
        string[] lines =
        [
            $"To: {string.Join(", ", target.Words)}",
            $"Subject: {Encoded($"[rota] {message.Headline}")}",
            $"Date: {date}",
            $"Message-ID: <{message.Id}@{Environment.MachineName}>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            Convert
                .ToBase64String(
                    Encoding.UTF8.GetBytes($"{message.Headline}\n\nOn {Environment.MachineName}.\n\n{message.Body}\n"),
                    Base64FormattingOptions.InsertLineBreaks
                )
                .Replace("\r\n", "\n", StringComparison.Ordinal),
            "",
        ];
        return string.Join('\n', lines);
    }

    /// <summary>A text of a head by RFC 2047, in words of at most 75 characters: plain where it is plain.</summary>
    private static string Encoded(string text)
    {
        const int Runes = 10;
        if (text.Length < 60 && text.All(letter => letter is >= ' ' and < '\u007F'))
        {
            return text;
        }

        var words = text.EnumerateRunes()
            .Chunk(Runes)
            .Select(part => Encoding.UTF8.GetBytes(string.Concat(part)))
            .Select(part => $"=?utf-8?B?{Convert.ToBase64String(part)}?=");
        return string.Join("\n ", words);
    }
}
