using System.Text;

namespace Rota.App.Installing;

/// <summary>The text of a systemd unit that has a state served. What each line is for: docs/service.md.</summary>
internal static class ServiceUnit
{
    /// <summary>The first line of every unit that Rota wrote: no other is removed.</summary>
    public const string Mark = "# Written by rota service install. Change it with: systemctl edit";

    /// <summary>The unit.</summary>
    /// <param name="request">The service.</param>
    /// <param name="binary">The program, by its whole path.</param>
    /// <param name="verb">What has the state served: <c>up</c>, or <c>node</c>.</param>
    /// <param name="state">The state, by its whole path.</param>
    public static string Of(InstallRequest request, string binary, string verb, string state)
    {
        IEnumerable<string> words = [binary, verb, "--state", state, .. request.Options];
        var user = request.RunAs is { } name ? $"User={name}\n" : "";
        var target = request.IsOfSystem ? "multi-user.target" : "default.target";
        return $"""
            {Mark}
            [Unit]
            Description=Rota, serving {Escaped(state)}
            After=local-fs.target network.target

            [Service]
            Type=notify
            NotifyAccess=main
            {user}ExecStart={string.Join(' ', words.Select(Word))}
            # Only the daemon is ended: its tasks and their keeper run on, and the next daemon takes them up.
            KillMode=process
            Restart=on-failure
            RestartSec=1s
            WatchdogSec=2min
            TimeoutStartSec=10min
            TimeoutStopSec=1min
            # A task that takes too much memory is not the end of the others.
            OOMPolicy=continue
            LimitNOFILE=65536
            TasksMax=infinity

            [Install]
            WantedBy={target}

            """;
    }

    /// <summary>A word of a command line as systemd reads it: nothing in it stands for anything else.</summary>
    private static string Word(string word)
    {
        var text = Escaped(word).Replace("$", "$$", StringComparison.Ordinal);
        return
            text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_=./:,+@%$".Contains(letter))
            ? text
            : $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
    }

    /// <summary>A text in which a percent sign stands for nothing, on one line.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text.Where(letter => !char.IsControl(letter)))
        {
            escaped.Append(letter == '%' ? "%%" : letter.ToString());
        }

        return escaped.ToString();
    }
}
